import { namingColumn } from "../naming-column.js";
import { findHeader, headerAt, type TableHeader } from "../table-header.js";
import { rowLines } from "../table-text.js";
import type { Line, TextBuilder } from "../text-builder.js";
import type { SheetRow } from "./workbook.js";

/** How many rows are examined to tell which of them are the header. */
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
      builder.addLines("paragraph", linesOf(row, null));
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
  const sample = rows.slice(0, HEADER_SAMPLE);
  const found = headerOf(sample, columns);
  const header = found === null ? inherited(above, columns) : named(columns, found.names);
  for (const row of rows.slice(0, found?.first ?? 0)) {
    builder.addLines("paragraph", linesOf(row, null));
  }
  const titles = rows.slice(found?.first ?? 0, found?.end ?? 0);
  const body = rows.slice(found?.end ?? 0).filter((row) => !titles.some((title) => sameCells(title, row)));
  const nameIndex = namingColumn(body.map((row) => texts(row, columns)));
  const naming = nameIndex === undefined ? undefined : columns[nameIndex];
  builder.addLines("table", [
    ...titles.slice(0, 1).flatMap((title) => unusedNames(title, header, body)),
    ...body.flatMap((row) => linesOf(row, standsAlone(row, columns) ? null : header, naming)),
  ]);
  return header;
}

/** What reads like a header, or the header that the file marks if that is another row. */
function headerOf(rows: Group, columns: readonly number[]): TableHeader | null {
  const grid = rows.map((row) => texts(row, columns));
  const spread = rows.map((row) => spreadTexts(row, columns));
  const found = findHeader(grid, spread);
  const marked = rows.findIndex(({ isHeader }) => isHeader);
  const isFound = found !== null && found.first <= marked && marked < found.end;
  return marked === -1 || isFound ? found : (headerAt(marked, grid, spread, true) ?? found);
}

function named(columns: readonly number[], names: readonly string[]): Header {
  return new Map(columns.map((column, i) => [column, names[i] ?? ""]));
}

/** A header is written again where a page begins. */
function sameCells(a: SheetRow, b: SheetRow): boolean {
  return (
    a.cells.size === b.cells.size && [...a.cells].every(([column, text]) => b.cells.get(column) === text)
  );
}

/** The names of columns without a single value, in the place of the header; all others stand beside their values. */
function unusedNames(title: SheetRow, header: Header | null, body: Group): Line[] {
  const unused = new Map(header ?? []);
  for (const { cells } of body) {
    for (const column of cells.keys()) {
      unused.delete(column);
    }
  }
  return linesOf({ ...title, cells: unused }, null);
}

/** A table that has only columns of the one above it goes on with its header. */
function inherited(above: Header | null, columns: readonly number[]): Header | null {
  return columns.length > 1 && columns.every((column) => above?.has(column)) ? above : null;
}

/** A row of one cell in a wide table is a label of the rows below or a note, not the value of that column. */
function standsAlone({ cells }: SheetRow, columns: readonly number[]): boolean {
  return cells.size === 1 && columns.length > 2;
}

/** A row as lines that can be read alone. @param naming the column that names the rows, if there is one */
function linesOf({ number, cells }: SheetRow, header: Header | null, naming?: number): Line[] {
  const names = header === null ? null : Array.from(cells.keys(), (column) => header.get(column) ?? "");
  const nameIndex = [...cells.keys()].indexOf(naming ?? -1);
  return rowLines(names, [...cells.values()], nameIndex === -1 ? undefined : nameIndex).map((text) => ({
    text,
    mark: { kind: "row", value: number },
  }));
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

/** The cells of a row, with the text of one that spans columns in each of them. */
function spreadTexts({ cells, spans }: SheetRow, columns: readonly number[]): string[] {
  let text = "";
  let end = 0;
  return columns.map((column) => {
    const own = cells.get(column);
    if (own !== undefined) {
      text = own;
      end = column + (spans.get(column) ?? 1);
    }
    return own ?? (column < end ? text : "");
  });
}
