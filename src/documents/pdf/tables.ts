import { isNumber } from "../cell-text.js";
import { listMarker } from "./group-lines.js";
import type { Line, Segment } from "./layout.js";
import type { Measures } from "./measures.js";

/** Fewer rows below each other may stand so by chance. */
const MIN_ROWS = 3;
/** Rows farther apart, in font sizes, aren't of one table. */
const MAX_ROW_DISTANCE = 3.5;
/** A line of more pieces is no row. */
const MAX_PIECES = 100;
/** How much a row is higher for every line that a cell of it has. */
const LEADING = 1.5;
/** The share of rows that must have a cell in every column; sums have fewer. */
const MIN_FULL_ROWS = 0.7;
const MIN_FULL_ROWS_WITH_SUMS = 0.4;
/** How far the edges of a column's cells may be off, in font sizes. */
const ALIGNED = 0.35;

/** A run of lines that are a table's rows. */
export interface Table {
  /** The first line's index, and the one after the last. */
  readonly start: number;
  readonly end: number;
  readonly lines: readonly Line[];
  /** Every row has as many cells; missing ones are empty. */
  readonly rows: readonly (readonly string[])[];
  /** Whether the first row alone is bold. */
  readonly hasHeader: boolean;
}

/** Finds tables whose columns can be told for sure: several rows of cells whose edges are aligned. */
export function findTables(drawn: readonly Line[], { mostlyMono }: Measures): Table[] {
  const tables: Table[] = [];
  const lines = drawn.map((line, i) => inCells(line, drawn[i - 1], drawn[i + 1]));
  for (let start = 0; start < lines.length; ) {
    let end = start + 1;
    while (end < lines.length && isNextRow(lines[end - 1], lines[end])) {
      end += 1;
    }
    const rows = lines.slice(start, end);
    const isCode = !mostlyMono && rows.every(({ mono }) => mono);
    const table = rows.length >= MIN_ROWS && !isCode ? asTable(rows, start) : undefined;
    if (table !== undefined) {
      tables.push(table);
    }
    start = end;
  }
  return tables;
}

/**
 * A line whose pieces stand so close together that they were taken for fewer cells than the line above or below has:
 * every piece goes into the column in which it stands, if that makes as many cells.
 */
function inCells(line: Line, previous: Line | undefined, next: Line | undefined): Line {
  const pieces = line.segments.flatMap((segment) =>
    (segment.pieces ?? [segment]).map((piece) => ({ ...segment, ...piece })),
  );
  const like = [next, previous].find(
    (other) =>
      other !== undefined &&
      other.page === line.page &&
      other.segments.length > line.segments.length &&
      other.segments.length <= pieces.length,
  );
  if (like === undefined || pieces.length > MAX_PIECES) {
    return line;
  }
  const cells = like.segments.map(({ left, right }) =>
    pieces.filter((piece) => piece.left < right && piece.right > left),
  );
  const isWhole = cells.flat().length === pieces.length && new Set(cells.flat()).size === pieces.length;
  return isWhole && cells.every(({ length }) => length > 0)
    ? { ...line, segments: cells.flatMap(asCell) }
    : line;
}

/** Pieces of one cell, from left to right. */
function asCell(pieces: readonly Segment[]): Segment[] {
  const [first] = pieces;
  const last = pieces.at(-1);
  if (first === undefined || last === undefined) {
    return [];
  }
  return [{ ...first, text: pieces.map(({ text }) => text).join(" "), right: last.right }];
}

function isNextRow(previous: Line | undefined, line: Line | undefined): boolean {
  if (previous === undefined || line === undefined) {
    return false;
  }
  if (previous.segments.length < 2 || line.segments.length < 2) {
    return false;
  }
  if (line.outline !== undefined || previous.outline !== undefined) {
    return false;
  }
  const distance = line.y - previous.y;
  return (
    previous.page === line.page &&
    previous.turn === line.turn &&
    distance > 0 &&
    distance < (MAX_ROW_DISTANCE + LEADING * ((previous.segments[0]?.lines ?? 1) - 1)) * line.size
  );
}

function asTable(lines: readonly Line[], start: number): Table | undefined {
  const columns = columnsOf(lines.flatMap(({ segments }) => segments)).map((cells) => new Set(cells));
  if (columns.length < 2) {
    return undefined;
  }
  const cells = lines.map(({ segments }) =>
    columns.map((column) => segments.filter((segment) => column.has(segment))),
  );
  if (cells.some((row) => row.some((cell) => cell.length > 1))) {
    return undefined;
  }
  const full = cells.filter((row) => row.every((cell) => cell.length === 1)).length;
  const amounts = cells.slice(1).map((row) => row.at(-1)?.[0]?.text ?? "");
  const hasSums = columns.length > 2 && amounts.every(isNumber);
  if (full < (hasSums ? MIN_FULL_ROWS_WITH_SUMS : MIN_FULL_ROWS) * lines.length) {
    return undefined;
  }
  if (!columns.every((column) => isAligned([...column]))) {
    return undefined;
  }
  if (cells.every(([first]) => listMarker(`${first?.[0]?.text ?? ""} `) !== null)) {
    return undefined;
  }
  return {
    start,
    end: start + lines.length,
    lines,
    rows: cells.map((row) => row.map(([cell]) => cell?.text ?? "")),
    hasHeader: lines[0]?.bold === true && lines.slice(1).every(({ bold }) => !bold),
  };
}

/** Cells that stand above each other, column by column from left to right. */
function columnsOf(cells: readonly Segment[]): Segment[][] {
  const columns: { right: number; cells: Segment[] }[] = [];
  for (const cell of cells.toSorted((a, b) => a.left - b.left)) {
    const column = columns.at(-1);
    if (column !== undefined && cell.left < column.right) {
      column.right = Math.max(column.right, cell.right);
      column.cells.push(cell);
    } else {
      columns.push({ right: cell.right, cells: [cell] });
    }
  }
  return columns.map(({ cells }) => cells);
}

/** At the left, or, if it is of numbers, at the right or in the middle. */
function isAligned(column: readonly Segment[]): boolean {
  const body = column.slice(1).length >= 2 ? column.slice(1) : column;
  if (areEqual(column, ({ left }) => left)) {
    return true;
  }
  const numbers = body.filter(({ text }) => /\d/u.test(text)).length;
  if (numbers < body.length / 2) {
    return false;
  }
  return areEqual(body, ({ right }) => right) || areEqual(body, ({ left, right }) => (left + right) / 2);
}

function areEqual(cells: readonly Segment[], edge: (cell: Segment) => number): boolean {
  const [first] = cells;
  if (first === undefined) {
    return true;
  }
  return cells.every((cell) => Math.abs(edge(cell) - edge(first)) <= ALIGNED * cell.size);
}
