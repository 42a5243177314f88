import { NAME_MAX, oneLine } from "./cell-text.js";

/** How many rows are examined. */
const SAMPLE = 200;

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
  const sample = rows.slice(0, SAMPLE).map((row) => row.map((cell) => oneLine(cell).toLowerCase()));
  const columns = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  let best: number | undefined;
  let most = -1;
  for (let column = 0; column < columns; column += 1) {
    const repeated = sample.reduce((sum, row) => sum + repetitions(row, column), 0);
    if (repeated > most && namesRows(rows.slice(0, SAMPLE), column)) {
      best = column;
      most = repeated;
    }
  }
  return best;
}

function namesRows(rows: readonly (readonly string[])[], column: number): boolean {
  const names = rows.map((row) => oneLine(row[column] ?? "")).filter((cell) => WORD.test(cell));
  const short = names.filter((name) => name.length <= NAME_MAX);
  return short.length >= rows.length * MOST && new Set(short).size >= rows.length * MOST;
}

/** How many other cells of a row say the same. */
function repetitions(row: readonly string[], column: number): number {
  const own = row[column] ?? "";
  return own === "" ? 0 : row.filter((cell) => cell === own).length - 1;
}
