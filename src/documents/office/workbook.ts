import { read, type WorkBook } from "@e965/xlsx";
import { unreadable } from "../archive/unreadable.js";
import { readRows, type SheetRow } from "./sheet-rows.js";

/** A sheet that isn't hidden. */
export interface Sheet {
  readonly name: string;
  readonly rows: () => SheetRow[];
}

/** What a spreadsheet's file holds. */
export interface Spreadsheet {
  /** As its author wrote it, or empty. */
  readonly title: string;
  readonly sheets: readonly Sheet[];
}

/**
 * Parses an Excel file. Dates in the system's own format, which depends on the reader's country, are written
 * as ISO 8601 has them.
 *
 * @throws FootnoteError `unreadable_document` if it has a password; whatever the library throws if it is damaged
 */
export function readWorkbook(bytes: Buffer, path: string): Spreadsheet {
  const workbook = parse(bytes, path);
  const properties = workbook.Workbook?.Sheets ?? [];
  const visible = workbook.SheetNames.filter((_, index) => (properties[index]?.Hidden ?? 0) === 0);
  const sheets = visible.map((name) => ({ name, rows: () => readRows(workbook.Sheets[name] ?? {}) }));
  return { title: workbook.Props?.Title ?? "", sheets };
}

function parse(bytes: Buffer, path: string): WorkBook {
  try {
    return read(bytes, { type: "buffer", dense: true, dateNF: "yyyy-mm-dd", cellHTML: false });
  } catch (error) {
    if (!/password/iu.test(String(error))) {
      throw error;
    }
    throw unreadable(path, "is protected by a password; save it without one", error);
  }
}
