import { guessHeader, tableLine } from "../table-text.js";
import type { Line, TextBuilder } from "../text-builder.js";
import type { SheetRow } from "./workbook.js";

/** How many rows are examined to tell whether the first one is a header. */
const HEADER_SAMPLE = 50;

/** Rows without an empty one between them. */
type Group = readonly SheetRow[];

/** The names of columns, from their 0-based number. */
type Header = ReadonlyMap<number, string>;

/**
 * Adds a sheet: rows that stand together are a table, single cells above it are its title. A table without a
 * header of its own goes on with the one above if it has the same columns.
 */
export function addSheet(builder: TextBuilder, rows: readonly SheetRow[]): void {
  let above: Header | null = null;
  for (const group of groups(rows)) {
    const titles = group.slice(0, titleRows(group));
    for (const row of titles) {
      builder.addLines("paragraph", [line(row, rowText(null, row))]);
    }
    const table = group.slice(titles.length);
    if (table.length > 0) {
      above = addTable(builder, table, above);
    }
  }
}

/** Splits rows where the sheet has an empty one. */
function groups(rows: readonly SheetRow[]): Group[] {
  const result: SheetRow[][] = [];
  let last: SheetRow | undefined;
  for (const row of rows) {
    if (last !== undefined && row.number === last.number + 1) {
      result.at(-1)?.push(row);
    } else {
      result.push([row]);
    }
    last = row;
  }
  return result;
}

/** The number of rows of one cell each that stand above rows of more cells. */
function titleRows(group: Group): number {
  const first = group.findIndex(({ cells }) => cells.size > 1);
  return first === -1 ? 0 : first;
}

/** @returns the header that the next table may go on with */
function addTable(builder: TextBuilder, rows: Group, above: Header | null): Header | null {
  const columns = columnsOf(rows);
  const own = guessHeader(rows.slice(0, HEADER_SAMPLE).map((row) => texts(row, columns)));
  const header = own === null ? inherited(above, columns) : (rows[0]?.cells ?? null);
  const body = own === null ? rows : rows.slice(1);
  builder.addLines(
    "table",
    body.map((row) => line(row, rowText(standsAlone(row, columns) ? null : header, row))),
  );
  return header;
}

/** A table that has only columns of the one above it goes on with its header. */
function inherited(above: Header | null, columns: readonly number[]): Header | null {
  return columns.length > 1 && columns.every((column) => above?.has(column)) ? above : null;
}

/** A row of one cell in a wide table is a label of the rows below or a note, not the value of that column. */
function standsAlone({ cells }: SheetRow, columns: readonly number[]): boolean {
  return cells.size === 1 && columns.length > 2;
}

function rowText(header: Header | null, { cells }: SheetRow): string {
  const names = header === null ? null : Array.from(cells.keys(), (column) => header.get(column) ?? "");
  return tableLine(names, [...cells.values()]);
}

/** The columns in which any of the rows has a cell, in order. */
function columnsOf(rows: Group): number[] {
  const columns = new Set<number>();
  for (const { cells } of rows) {
    for (const column of cells.keys()) {
      columns.add(column);
    }
  }
  return [...columns].sort((a, b) => a - b);
}

function texts({ cells }: SheetRow, columns: readonly number[]): string[] {
  return columns.map((column) => cells.get(column) ?? "");
}

function line({ number }: SheetRow, text: string): Line {
  return { text, mark: { kind: "row", value: number } };
}
