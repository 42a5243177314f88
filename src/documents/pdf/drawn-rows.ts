import { joinLines } from "./join-lines.js";
import type { Segment } from "./layout.js";

/** Fewer rows may stand so by chance. */
const MIN_ROWS = 3;
/** The share of rows that have a cell in every column. */
const MIN_FULL_ROWS = 0.7;
// In font sizes.
/** Lines of a cell are no farther apart. */
const MAX_LEADING = 1.6;
/** How far the lines of a cell may be indented. */
const INDENT = 0.5;
/** Rows farther apart aren't of one table. */
const MAX_GAP = 3.5;

/** Lines that were drawn one below the other and begin at the same place. */
interface Cell {
  readonly parts: Segment[];
  readonly left: number;
  right: number;
  readonly top: number;
  bottom: number;
}

type Row = readonly Cell[];

/**
 * Puts the lines of cells together where a table was drawn cell by cell, as word processors do: several lines at one
 * place, then several to the right of them, and so on, then the same below.
 *
 * @param segments in the order in which they were drawn
 */
export function withDrawnRows(segments: readonly Segment[]): readonly Segment[] {
  const replaced = new Map<Segment, readonly Segment[]>();
  for (const rows of tables(rowsOf(cellsOf(segments)))) {
    for (const row of rows) {
      const y = Math.min(...row.map(({ top }) => top));
      const lines = Math.max(...row.map(({ parts }) => parts.length));
      for (const { parts } of row) {
        for (const [i, part] of parts.entries()) {
          replaced.set(part, i === 0 ? wholeCell(parts, y, lines) : []);
        }
      }
    }
  }
  return replaced.size === 0 ? segments : segments.flatMap((segment) => replaced.get(segment) ?? [segment]);
}

/**
 * The lines of a cell as one piece.
 *
 * @param y the baseline on which its row begins
 * @param lines how many lines the row has
 */
export function wholeCell(parts: readonly Segment[], y: number, lines: number): Segment[] {
  const [first] = parts;
  if (first === undefined) {
    return [];
  }
  const texts = parts.map(({ text }, i) => {
    const next = parts[i + 1];
    const join = next === undefined ? { text, separator: "" } : joinLines(text, next.text);
    return `${join.text}${join.separator}`;
  });
  const left = Math.min(...parts.map((part) => part.left));
  const right = Math.max(...parts.map((part) => part.right));
  return [{ ...first, text: texts.join(""), left, right, y, lines }];
}

function cellsOf(segments: readonly Segment[]): Cell[] {
  const cells: Cell[] = [];
  for (const segment of segments) {
    const cell = cells.at(-1);
    const previous = cell?.parts.at(-1);
    if (cell !== undefined && previous !== undefined && isNextLine(cell, previous, segment)) {
      cell.parts.push(segment);
      cell.right = Math.max(cell.right, segment.right);
      cell.bottom = segment.y;
    } else {
      const { left, right, y } = segment;
      cells.push({ parts: [segment], left, right, top: y, bottom: y });
    }
  }
  return cells;
}

function isNextLine(cell: Cell, previous: Segment, segment: Segment): boolean {
  const down = segment.y - previous.y;
  const { size } = segment;
  return (
    down > 0.5 * size &&
    down < MAX_LEADING * size &&
    Math.abs(segment.left - cell.left) < INDENT * size &&
    Math.abs(size - previous.size) < 0.1 * size
  );
}

/** Cells that were drawn from left to right beside each other. */
function rowsOf(cells: readonly Cell[]): Row[] {
  const rows: Cell[][] = [];
  for (const cell of cells) {
    const row = rows.at(-1);
    const previous = row?.at(-1);
    const isBeside = previous !== undefined && cell.top <= previous.bottom && cell.bottom >= previous.top;
    if (row !== undefined && isBeside && cell.left >= previous.right) {
      row.push(cell);
    } else {
      rows.push([cell]);
    }
  }
  return rows;
}

/** Rows that follow each other, whose cells stand in the same columns, and of which one has several lines. */
function tables(rows: readonly Row[]): Row[][] {
  const result: Row[][] = [];
  let columns: Row = [];
  for (const row of rows) {
    const table = result.at(-1);
    const previous = table?.at(-1);
    const extended = table === undefined ? undefined : extend(columns, row);
    if (row.length > 1 && previous !== undefined && extended !== undefined && isBelow(previous, row)) {
      table?.push(row);
      columns = extended;
    } else {
      result.push(row.length > 1 ? [row] : []);
      columns = row;
    }
  }
  return result.filter((table) => {
    const most = Math.max(0, ...table.map(({ length }) => length));
    const full = table.filter(({ length }) => length === most).length;
    const isTall = table.some((row) => row.some(({ parts }) => parts.length > 1));
    return table.length >= MIN_ROWS && isTall && full >= MIN_FULL_ROWS * table.length;
  });
}

function isBelow(above: Row, row: Row): boolean {
  const bottom = Math.max(...above.map((cell) => cell.bottom));
  const top = Math.min(...row.map((cell) => cell.top));
  const size = row[0]?.parts[0]?.size ?? 0;
  return top > bottom && top - bottom < MAX_GAP * size;
}

/** The columns with a row added; undefined if a cell of it stands in two of them, or two stand in one. */
function extend(columns: Row, row: Row): Row | undefined {
  const result = [...columns];
  const taken = new Set<number>();
  for (const cell of row) {
    const places = result.flatMap(({ left, right }, i) =>
      cell.left < right && cell.right > left ? [i] : [],
    );
    const [place = result.length] = places;
    const column = result[place] ?? cell;
    if (places.length > 1 || taken.has(place)) {
      return undefined;
    }
    const left = Math.min(column.left, cell.left);
    result[place] = { ...column, left, right: Math.max(column.right, cell.right) };
    taken.add(place);
  }
  return result;
}
