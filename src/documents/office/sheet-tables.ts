import { utils } from "@e965/xlsx";
import type { LoadLimits } from "../../core/ports/loader.js";
import { elementAt, elements, parseXml } from "../archive/xml.js";
import { oneLine } from "../cell-text.js";

/** A table that the author has defined on a sheet, by the names of its columns. */
export interface SheetTable {
  /** The 0-based row of the names. */
  readonly row: number;
  /** The 0-based column of the first name. */
  readonly column: number;
  readonly names: readonly string[];
}

/** More tables than any spreadsheet needs. */
const MAX_TABLES = 1000;

/**
 * The tables of an Excel file that have a header (ECMA-376, part 1, section 18.5.1.2). Their names tell on which sheet
 * they are: a header's cells hold nothing else.
 */
export function readTables(
  parts: ReadonlyMap<string, Buffer>,
  path: string,
  limits: LoadLimits,
): readonly SheetTable[] {
  const names = [...parts.keys()].filter((name) => /^xl\/tables\/[^/]+\.xml$/iu.test(name));
  return names.slice(0, MAX_TABLES).flatMap((name) => {
    const table = elementAt(parseXml(parts.get(name) ?? Buffer.alloc(0), path, limits), "table");
    const { ref, headerRowCount } = table?.attribs ?? {};
    if (ref === undefined || headerRowCount === "0") {
      return [];
    }
    const { r: row, c: column } = utils.decode_range(ref).s;
    const columns = elements(elementAt(table, "tableColumns"), "tableColumn");
    return [{ row, column, names: columns.map(({ attribs }) => columnName(attribs["name"] ?? "")) }];
  });
}

/** A line break in a name is written as `_x000a_` (section 22.9.2.19). */
function columnName(name: string): string {
  return oneLine(name.replace(/_x000[ad]_/giu, " "));
}
