import { NAME_MAX, oneLine } from "./cell-text.js";

/** How many rows and columns are examined. */
const SAMPLE = 200;
const MAX_COLUMNS = 256;

/** The share of the rows that a column must have a value for, and a different one each. */
const MOST = 0.9;

/** A word, not a code: three letters in a row that aren't all capitals, or what scripts without capitals write. */
const WORD = /\p{L}*\p{Ll}\p{L}*\p{Ll}\p{L}*|\p{Lo}{2}/u;

/**
 * The column whose cells name the rows, from 0, or undefined: each row has a short text of its own there, in words. Of
 * several such columns it is the one whose text other columns repeat most, as with names in several languages, else the
 * first.
 *
 * @param rows without the header
 */
export function namingColumn(rows: readonly (readonly string[])[]): number | undefined {
  const sample = rows.slice(0, SAMPLE).map((row) => row.slice(0, MAX_COLUMNS).map(oneLine));
  const repeated = repetitions(sample);
  let best: number | undefined;
  for (const [column, count] of repeated.entries()) {
    if (count > (best === undefined ? -1 : (repeated[best] ?? 0)) && namesRows(sample, column)) {
      best = column;
    }
  }
  return best;
}

function namesRows(rows: readonly (readonly string[])[], column: number): boolean {
  const names = rows.map((row) => row[column] ?? "").filter((cell) => WORD.test(cell));
  const short = names.filter((name) => name.length <= NAME_MAX);
  return short.length >= rows.length * MOST && new Set(short).size >= rows.length * MOST;
}

/** How many other cells of the rows say the same as those of each column. */
function repetitions(rows: readonly (readonly string[])[]): number[] {
  const repeated: number[] = [];
  for (const row of rows) {
    const cells = row.map((cell) => cell.toLowerCase());
    const counts = new Map<string, number>();
    for (const cell of cells) {
      counts.set(cell, (counts.get(cell) ?? 0) + Number(cell !== ""));
    }
    for (const [column, cell] of cells.entries()) {
      repeated[column] = (repeated[column] ?? 0) + Math.max(0, (counts.get(cell) ?? 0) - 1);
    }
  }
  return repeated;
}
