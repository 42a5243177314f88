import { isNumber, isPeriod, isUnit, NAME_MAX } from "./cell-text.js";
import { namesColumns } from "./table-text.js";

/** The rows of a table; each has as many cells as there are columns. */
export type Grid = readonly (readonly string[])[];

/** The names of a table's columns and where they stand. */
export interface TableHeader {
  /** The index of the header's first row; what stands above it isn't part of the table. */
  readonly first: number;
  /** The index of the row below the header. */
  readonly end: number;
  /** One a column, perhaps empty; those of several rows are joined: `2023` above `Profit` gives `2023 Profit`. */
  readonly names: readonly string[];
}

/** More rows than any header has. */
const MAX_ROWS = 4;

/**
 * Finds the header of a table that doesn't mark one, below what is narrower than the table: a title, a date.
 *
 * @param grid all rows, or the first ones
 * @param spread the same rows, with the text of a cell that spans columns in each of them
 */
export function findHeader(grid: Grid, spread: Grid = grid): TableHeader | null {
  const width = usualWidth(grid);
  const first = spread.findIndex((row) => !isNarrow(row, width));
  return first === -1 ? null : headerAt(first, grid, spread, false);
}

/**
 * The header that begins with a row, or null if that doesn't hold names. The row below belongs to it as well if it
 * tells apart what this one holds together, repeats it, or says the units; and so on.
 *
 * @param expected whether there should be a header: then only numbers speak against it
 */
export function headerAt(first: number, grid: Grid, spread: Grid, expected: boolean): TableHeader | null {
  const groups = (row: number): readonly string[] =>
    row - first < MAX_ROWS
      ? spreadOver(grid[row] ?? [], spread[row] ?? [], groups(row + 1))
      : (spread[row] ?? []);
  const grouped = (row: number) => tellsApart(groups(row - 1), spread[row] ?? []);
  const keys = grid.map((row) => row.join("\n"));
  const body = (from: number) =>
    grid.filter((_, row) => row >= from && !keys.slice(first, from).includes(keys[row] ?? ""));
  let end = first + 1;
  while (end - first < MAX_ROWS && end + 1 < grid.length && isNames(spread[end] ?? [], body(end + 1))) {
    const row = spread[end] ?? [];
    if (!grouped(end) && !row.every(isBlankOr(isUnit)) && !repeats(row, groups(end - 1))) {
      break;
    }
    end += 1;
  }
  const rows = Array.from({ length: end - first }, (_, i) => first + i);
  const top = grid[first] ?? [];
  const named =
    expected || rows.slice(1).some(grouped) ? isNames(top, body(end)) : namesColumns(top, body(end));
  const levels = rows.map((row) => (row === end - 1 ? (spread[row] ?? []) : groups(row)));
  return named ? { first, end, names: joinLevels(levels) } : null;
}

/** The commonest number of filled cells of a row; the greatest of those that are equally common. */
function usualWidth(grid: Grid): number {
  const counts = new Map<number, number>();
  for (const row of grid) {
    const width = row.filter((cell) => cell !== "").length;
    counts.set(width, (counts.get(width) ?? 0) + Number(width > 1));
  }
  const most = Math.max(0, ...counts.values());
  return Math.max(0, ...[...counts].filter(([, count]) => count === most).map(([width]) => width));
}

/** Whether a row ends far before the others: in a small table, at all. */
function isNarrow(row: readonly string[], width: number): boolean {
  const end = row.findLastIndex((cell) => cell !== "") + 1;
  return end < Math.max(2, width <= 3 ? width : width / 2 + 1);
}

/**
 * A row of a header with the names of its groups in each of their columns: where the table marks no cells that span
 * columns, a name goes on over the empty cells behind it as long as names stand below.
 */
function spreadOver(
  row: readonly string[],
  spread: readonly string[],
  below: readonly string[],
): readonly string[] {
  if (row.some((cell, column) => cell !== spread[column])) {
    return spread;
  }
  let name = "";
  return row.map((cell, column) => {
    const isGroup = (below[column] ?? "") !== "";
    if (cell !== "") {
      name = isGroup ? cell : "";
      return cell;
    }
    return isGroup ? name : "";
  });
}

/** Whether a row has several names below one of the groups, and nothing new below what is no group. */
function tellsApart(groups: readonly string[], row: readonly string[]): boolean {
  let apart = false;
  let end = 0;
  for (let start = 0; start < groups.length; start = end) {
    const group = groups[start] ?? "";
    end = start + 1;
    while (end < groups.length && group !== "" && groups[end] === group) {
      end += 1;
    }
    const below = new Set(row.slice(start, end).filter((cell) => cell !== ""));
    if (group !== "" && end === start + 1 && below.size > 0 && !below.has(group)) {
      return false;
    }
    apart ||= below.size > 1;
  }
  return apart;
}

/** Whether a row says nothing that the one above doesn't say, as where cells span both. */
function repeats(row: readonly string[], above: readonly string[]): boolean {
  return row.every((cell, column) => cell === "" || cell === above[column]);
}

/** Whether a row holds names and no values; years and days count as names above what are none. */
function isNames(row: readonly string[], body: Grid): boolean {
  const names = row.every((cell, column) => {
    const isValue =
      isNumber(cell) && !(isPeriod(cell) && !body.some((cells) => isPeriod(cells[column] ?? "")));
    return cell.length <= NAME_MAX && !isValue;
  });
  return names && row.some((cell) => cell !== "");
}

function isBlankOr(test: (cell: string) => boolean): (cell: string) => boolean {
  return (cell) => cell === "" || test(cell);
}

function joinLevels(levels: Grid): string[] {
  const width = levels.reduce((widest, level) => Math.max(widest, level.length), 0);
  return Array.from({ length: width }, (_, column) =>
    [...new Set(levels.map((level) => level[column] ?? ""))].filter((name) => name !== "").join(" "),
  );
}
