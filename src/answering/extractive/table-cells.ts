import type { Span } from "../../core/document.js";
import type { WeighedQuestion } from "../weighed-question.js";

/** A row of a table up to this length, in UTF-16 code units, is shown whole. */
const WHOLE_ROW = 500;

/** A cell matches a word of the question from this score on. */
const MATCHES = 0.5;

/** For each word of the question, so many cells that hold it are shown. */
const CELLS_PER_WORD = 2;

/**
 * The cells of a long row of a table that are shown: the first, which mostly names the row, and those that hold words
 * of the question in their column's name or their value. Undefined if the quote is no such row, or none matches.
 *
 * @returns spans of the quote, in order
 */
export function shownCells(quote: string, question: WeighedQuestion, language: string): Span[] | undefined {
  if (quote.length <= WHOLE_ROW || quote.includes("\n") || !quote.includes(" | ")) {
    return undefined;
  }
  const cells = cellsOf(quote);
  const matches = cells.map((cell) =>
    question.comparison.matches(quote.slice(cell.start, cell.end), language),
  );
  const shown = new Set<number>();
  for (const word of question.words.keys()) {
    const best = [...cells.keys()]
      .filter((i) => (matches[i]?.[word] ?? 0) >= MATCHES)
      .sort((a, b) => (matches[b]?.[word] ?? 0) - (matches[a]?.[word] ?? 0));
    for (const i of best.slice(0, CELLS_PER_WORD)) {
      shown.add(i);
    }
  }
  if (shown.size === 0) {
    return undefined;
  }
  const picked = [...shown.add(0)].sort((a, b) => a - b);
  return runs(picked).map(([first, last]) => ({
    start: cells[first]?.start ?? 0,
    end: cells[last]?.end ?? quote.length,
  }));
}

function cellsOf(row: string): Span[] {
  const cells: Span[] = [];
  let start = 0;
  for (const cell of row.split(" | ")) {
    cells.push({ start, end: start + cell.length });
    start += cell.length + " | ".length;
  }
  return cells;
}

/** The first and last of each run of numbers that follow each other, or leave out a single one. */
function runs(sorted: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const number of sorted) {
    const last = found.at(-1);
    if (last !== undefined && number - last[1] <= 2) {
      last[1] = number;
    } else {
      found.push([number, number]);
    }
  }
  return found;
}
