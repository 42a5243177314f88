import {
  type AutoFilterInfo,
  type CellObject,
  type DenseWorkSheet,
  type Range,
  read,
  utils,
  type WorkBook,
  type WorkSheet,
} from "@e965/xlsx";
import { oneLine } from "../cell-text.js";
import { unreadable } from "../unreadable.js";
import { NumberFormats } from "./number-format.js";
import type { SheetTable } from "./sheet-tables.js";

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
  /** How many sheets are left out since they are hidden. */
  readonly hidden: number;
}

/**
 * Parses an Excel file.
 *
 * @param tables that its author has defined
 * @throws FootnoteError `unreadable_document` if it has a password; whatever the library throws if it is damaged
 */
export function readWorkbook(bytes: Buffer, path: string, tables: readonly SheetTable[] = []): Spreadsheet {
  const workbook = parse(bytes, path);
  const properties = workbook.Workbook?.Sheets ?? [];
  const visible = workbook.SheetNames.filter((_, index) => (properties[index]?.Hidden ?? 0) === 0);
  const formats = new NumberFormats(workbook.Workbook?.WBProps?.date1904 === true);
  const sheets = visible.map((name) => ({
    name,
    rows: () => readRows(workbook.Sheets[name] ?? {}, formats, tables),
  }));
  const hidden = workbook.SheetNames.length - sheets.length;
  return { title: workbook.Props?.Title ?? "", sheets, hidden };
}

/** A cell with a formula and no value (ECMA-376, part 1, section 18.3.1.4), such as a program writes that doesn't calculate. */
const UNCALCULATED =
  /(?:<\/(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^<>]*)?\/>)\s*(?:<(?:\w+:)?v\s*\/>\s*|<(?:\w+:)?v>\s*<\/(?:\w+:)?v>\s*)?<\/(?:\w+:)?c>/gu;

/** How many formulas have no result in the file. @param parts of the file, by name */
export function formulasWithoutResult(parts: ReadonlyMap<string, Buffer>): number {
  let count = 0;
  for (const [name, part] of parts) {
    if (/^xl\/worksheets\/[^/]+\.xml$/iu.test(name)) {
      count += part.toString("latin1").match(UNCALCULATED)?.length ?? 0;
    }
  }
  return count;
}

/** Formulas are left aside: with them, one whose result isn't stored would read as 0. */
const PARSING = {
  type: "buffer",
  dense: true,
  dateNF: "yyyy-mm-dd",
  cellNF: true,
  cellHTML: false,
  cellFormula: false,
  raw: true,
} as const;

function parse(bytes: Buffer, path: string): WorkBook {
  try {
    return read(bytes, PARSING);
  } catch (error) {
    if (!/password/iu.test(String(error))) {
      throw error;
    }
    throw unreadable(path, "is protected by a password; save it without one", error);
  }
}

/** Taller merged cells are frames around a sheet, not groups of its rows. */
const MAX_MERGED_ROWS = 1000;

/** More merged cells than any sheet needs. */
const MAX_MERGES = 10_000;

/** A row that has at least one cell with text. */
export interface SheetRow {
  /** As the spreadsheet program numbers it, 1-based. */
  readonly number: number;
  /** The text of each cell as the program shows it, from the 0-based number of its column, in order. */
  readonly cells: ReadonlyMap<number, string>;
  /** How many columns a cell covers, if more than its own, by its column. */
  readonly spans: ReadonlyMap<number, number>;
  /** Whether the file says that the row names the columns below it. */
  readonly isHeader: boolean;
}

/**
 * The rows of a sheet that hold text. Goes from cell to cell, never through the area that the sheet claims to
 * cover, which may be all of 1,048,576 rows by 16,384 columns.
 */
function readRows(
  sheet: WorkSheet | DenseWorkSheet,
  formats: NumberFormats,
  tables: readonly SheetTable[],
): SheetRow[] {
  const rows = new Map<number, Map<number, string>>();
  for (const [row, cells] of present<readonly CellObject[]>(sheet["!data"])) {
    const texts = new Map<number, string>();
    for (const [column, cell] of present(cells)) {
      const text = textOf(cell, formats);
      if (text !== "") {
        texts.set(column, text);
      }
    }
    if (texts.size > 0) {
      rows.set(row, texts);
    }
  }
  const headers = headerRows(sheet, rows, tables);
  const spans = new Map<number, Map<number, number>>();
  for (const range of (sheet["!merges"] ?? []).slice(0, MAX_MERGES)) {
    fillDown(rows, spans, range);
  }
  return Array.from(rows, ([row, cells]) => ({
    number: row + 1,
    cells: inOrder(cells),
    spans: spans.get(row) ?? NO_SPANS,
    isHeader: headers.has(row),
  }));
}

/** The 0-based rows that the buttons of a filter stand in, or that hold the names of a table's columns. */
function headerRows(
  sheet: WorkSheet | DenseWorkSheet,
  rows: ReadonlyMap<number, ReadonlyMap<number, string>>,
  tables: readonly SheetTable[],
): ReadonlySet<number> {
  const named = tables.filter(
    ({ row, column, names }) =>
      names.length > 0 && names.every((name, i) => rows.get(row)?.get(column + i) === name),
  );
  const filter: AutoFilterInfo | undefined = sheet["!autofilter"];
  const filtered = filter === undefined ? [] : [utils.decode_range(filter.ref).s.r];
  return new Set([...named.map(({ row }) => row), ...filtered]);
}

const NO_SPANS: ReadonlyMap<number, number> = new Map();

/**
 * The values of an array with holes, with their indices; unlike `forEach`, it doesn't visit the holes, of which there
 * may be billions.
 */
function* present<T>(array: readonly T[] = []): Generator<[index: number, value: T]> {
  for (const key of Object.keys(array)) {
    const value = array[Number(key)];
    if (value !== undefined) {
      yield [Number(key), value];
    }
  }
}

/** Copies a merged cell into all the rows that it covers. */
function fillDown(
  rows: ReadonlyMap<number, Map<number, string>>,
  spans: Map<number, Map<number, number>>,
  { s, e }: Range,
): void {
  const text = rows.get(s.r)?.get(s.c);
  if (text === undefined || e.r - s.r >= MAX_MERGED_ROWS) {
    return;
  }
  for (let row = s.r; row <= e.r; row += 1) {
    rows.get(row)?.set(s.c, text);
    if (e.c > s.c) {
      spans.set(row, (spans.get(row) ?? new Map<number, number>()).set(s.c, e.c - s.c + 1));
    }
  }
}

function inOrder(cells: ReadonlyMap<number, string>): ReadonlyMap<number, string> {
  return new Map([...cells].sort(([a], [b]) => a - b));
}

/** The text that a cell shows. The library's own is taken where it doesn't say which format the cell has. */
function textOf(cell: CellObject, formats: NumberFormats): string {
  const { t, v, w } = cell;
  if (t === "z" || v === undefined || v instanceof Date) {
    return oneLine(w ?? "");
  }
  const code = formatOf(cell);
  const shown = t === "e" || code === undefined ? undefined : formats.shown(v, code);
  return oneLine(shown ?? w ?? String(v));
}

/** The library shows the first cell with one of the formats of East Asia as a day of the US, and names none. */
function formatOf({ z, w }: CellObject): string | undefined {
  if (typeof z === "string") {
    return z;
  }
  return /^\d+\/\d+\/\d\d$/u.test(w ?? "") ? "m/d/yy" : undefined;
}
