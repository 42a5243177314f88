import {
  type CellObject,
  type DenseWorkSheet,
  type Range,
  read,
  type WorkBook,
  type WorkSheet,
} from "@e965/xlsx";
import { unreadable } from "../unreadable.js";

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
}

/**
 * The rows of a sheet that hold text. Goes from cell to cell, never through the area that the sheet claims to
 * cover, which may be all of 1,048,576 rows by 16,384 columns.
 */
function readRows(sheet: WorkSheet | DenseWorkSheet): SheetRow[] {
  const rows = new Map<number, Map<number, string>>();
  for (const [row, cells] of present<readonly CellObject[]>(sheet["!data"])) {
    const texts = new Map<number, string>();
    for (const [column, cell] of present(cells)) {
      const text = textOf(cell);
      if (text !== "") {
        texts.set(column, text);
      }
    }
    if (texts.size > 0) {
      rows.set(row, texts);
    }
  }
  for (const range of (sheet["!merges"] ?? []).slice(0, MAX_MERGES)) {
    fillDown(rows, range);
  }
  return Array.from(rows, ([row, cells]) => ({ number: row + 1, cells: inOrder(cells) }));
}

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

/** Copies the text of a merged cell into all the rows that it spans. */
function fillDown(rows: ReadonlyMap<number, Map<number, string>>, { s, e }: Range): void {
  const text = rows.get(s.r)?.get(s.c);
  if (text === undefined || e.r - s.r >= MAX_MERGED_ROWS) {
    return;
  }
  for (let row = s.r + 1; row <= e.r; row += 1) {
    rows.get(row)?.set(s.c, text);
  }
}

function inOrder(cells: ReadonlyMap<number, string>): ReadonlyMap<number, string> {
  return new Map([...cells].sort(([a], [b]) => a - b));
}

/** The formatted text; a cell without a format of its own has only a value. */
function textOf(cell: CellObject): string {
  if (cell.t === "z") {
    return "";
  }
  return (cell.w ?? String(cell.v ?? "")).replace(/\s+/gu, " ").trim();
}
