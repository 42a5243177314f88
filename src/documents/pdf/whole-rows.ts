import { wholeCell } from "./drawn-rows.js";
import type { Segment } from "./layout.js";

/** Fewer rows with a value may stand so by chance. */
const MIN_ROWS = 3;
/** The share of a table's lines that begin a row, at least. */
const MIN_STARTS = 0.3;
// In font sizes.
const SAME_BASELINE = 0.3;
/** Lines farther apart aren't of one table. */
const MAX_DISTANCE = 3.5;
/** Lines of the last row's cells are no farther apart. */
const MAX_LEADING = 1.5;
/** A cell has at most so many lines. */
const MAX_LINES = 30;
/** How much closer the lines of a cell are than rows. */
const CLOSER = 0.05;
/** An amount, a date or a number with its unit. */
const VALUE = /^[^\p{L}]{0,20}\d[^\p{L}]{0,20}(?:\p{L}{1,4}\.?)?$/u;

/** Pieces on one baseline, from left to right. */
type Baseline = readonly Segment[];

/** The place of a table's column. */
interface Column {
  readonly left: number;
  readonly right: number;
}

/**
 * Puts the lines of a table's cells together: each row then has one piece for each cell, on the baseline on which it
 * begins. A row begins where a value stands to the right of something else. Only tables that were drawn row by row, or
 * line by line, are touched, since columns of prose beside a column of numbers look alike.
 *
 * @param segments in the order in which they were drawn
 */
export function withWholeRows(segments: readonly Segment[]): readonly Segment[] {
  const order = new Map(segments.map((segment, i) => [segment, i]));
  const replaced = new Map<Segment, readonly Segment[]>();
  for (const lines of runs(baselines(segments))) {
    for (const rows of tableRows(lines, order)) {
      const parts = rows.flat(2);
      const first = parts.reduce((a, b) => ((order.get(b) ?? 0) < (order.get(a) ?? 0) ? b : a));
      for (const part of parts) {
        replaced.set(part, []);
      }
      replaced.set(first, rows.flatMap(cells));
    }
  }
  return replaced.size === 0 ? segments : segments.flatMap((segment) => replaced.get(segment) ?? [segment]);
}

function baselines(segments: readonly Segment[]): Baseline[] {
  const lines: Segment[][] = [];
  for (const segment of segments.toSorted((a, b) => a.y - b.y)) {
    const line = lines.at(-1);
    const [first] = line ?? [];
    if (line !== undefined && first !== undefined && segment.y - first.y <= SAME_BASELINE * segment.size) {
      line.push(segment);
    } else {
      lines.push([segment]);
    }
  }
  return lines.map((line) => line.sort((a, b) => a.left - b.left));
}

/** Baselines close enough to be of one table, from the first one with a value on. */
function runs(lines: readonly Baseline[]): Baseline[][] {
  const result: Baseline[][] = [];
  for (const line of lines) {
    const run = result.at(-1);
    const previous = run?.at(-1);
    const isNear = previous !== undefined && distance(previous, line) < MAX_DISTANCE * (line[0]?.size ?? 0);
    if (run !== undefined && isNear) {
      run.push(line);
    } else if (startsRow(line)) {
      result.push([line]);
    }
  }
  return result;
}

function startsRow(line: Baseline): boolean {
  return line.length > 1 && line.slice(1).some(({ text }) => VALUE.test(text));
}

function distance(above: Baseline, below: Baseline): number {
  return (below[0]?.y ?? 0) - (above[0]?.y ?? 0);
}

/** A row: its baselines. */
type Row = Baseline[];

/** The rows of the tables in a run of baselines; a baseline that fits into no column ends a table. */
function tableRows(lines: readonly Baseline[], order: ReadonlyMap<Segment, number>): Row[][] {
  const tables: Row[][] = [[]];
  let columns: readonly Column[] = [];
  for (const [i, line] of lines.entries()) {
    const rows = tables.at(-1) ?? [];
    const extended = extend(columns, line);
    const last = rows.at(-1);
    if (startsRow(line)) {
      columns = extended ?? extend([], line) ?? [];
      if (extended === undefined) {
        tables.push([[line]]);
      } else {
        rows.push([line]);
      }
    } else if (last !== undefined && extended?.length === columns.length && isContinued(lines, i)) {
      last.push(line);
    } else {
      tables.push([]);
      columns = [];
    }
  }
  return tables.filter((rows) => isTable(rows, order));
}

/** The columns with a line added; undefined if a piece of it stands in two of them, or two stand in one. */
function extend(columns: readonly Column[], line: Baseline): readonly Column[] | undefined {
  const result = [...columns];
  const taken = new Set<number>();
  for (const { left, right } of line) {
    const places = result.flatMap((column, i) => (left < column.right && right > column.left ? [i] : []));
    const [place = result.length] = places;
    if (places.length > 1 || taken.has(place)) {
      return undefined;
    }
    const column = result[place] ?? { left, right };
    result[place] = { left: Math.min(column.left, left), right: Math.max(column.right, right) };
    taken.add(place);
  }
  return result;
}

function isTable(rows: readonly Row[], order: ReadonlyMap<Segment, number>): boolean {
  const lines = rows.flat().length;
  const isLong = rows.length < lines && rows.length >= MIN_ROWS && rows.length >= MIN_STARTS * lines;
  const indexes = rows.map((row) => row.flat().map((segment) => order.get(segment) ?? 0));
  return (
    isLong && indexes.every((own, i) => i === 0 || Math.min(...own) > Math.max(...(indexes[i - 1] ?? [])))
  );
}

/** Whether a line is closer to the one above than the next row is to its own, or can't begin anything. */
function isContinued(lines: readonly Baseline[], index: number): boolean {
  const line = lines[index] ?? [];
  const previous = lines[index - 1];
  const following = lines.slice(index, index + MAX_LINES);
  const next = following.findIndex(startsRow);
  const above = following[next - 1];
  const below = following[next];
  const size = line[0]?.size ?? 0;
  const gap = above === undefined || below === undefined ? MAX_LEADING * size : distance(above, below);
  const isCloser = previous !== undefined && distance(previous, line) < gap - CLOSER * size;
  return isCloser || line.every(({ text }) => /^[\p{Ll}€$£%)]/u.test(text));
}

/** The cells of a row, each of all the pieces that stand above each other. */
function cells(row: Row): Segment[] {
  const columns: Segment[][] = [];
  for (const segment of row.flat()) {
    const column = columns.find((other) =>
      other.some(({ left, right }) => segment.left < right && segment.right > left),
    );
    if (column === undefined) {
      columns.push([segment]);
    } else {
      column.push(segment);
    }
  }
  const y = row[0]?.[0]?.y ?? 0;
  const whole = columns.flatMap((column) => wholeCell(column, y, row.length));
  return whole.sort((a, b) => a.left - b.left);
}
