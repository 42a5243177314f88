/** The rows of a table as cells of source text. */
export interface TableSource {
  readonly header: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
}

/** A line between two rows of a grid table: `+-----+=====+`. */
const GRID_LINE = /^\+(?:[-=]+\+)+$/u;

/** The border of a simple table: `=====  =====`. */
const SIMPLE_BORDER = /^=+(?: +=+)+$/u;

/** Whether a table begins with a line. */
export function beginsGridTable(line: string): boolean {
  return GRID_LINE.test(line.trimEnd());
}

/** Whether a simple table of at least two columns begins with a line. */
export function beginsSimpleTable(line: string): boolean {
  return SIMPLE_BORDER.test(line.trimEnd());
}

/** Reads a grid table; a cell over several rows stands in the first, one over several columns too. */
export function readGridTable(lines: readonly string[]): TableSource {
  const bounds = columnBounds(lines);
  const rows: string[][] = [];
  let header: string[] | null = null;
  let cells: string[] = [];
  const endRow = () => {
    if (cells.some((cell) => cell.trim() !== "")) {
      rows.push(cells);
    }
    cells = [];
  };
  for (const line of lines) {
    if (GRID_LINE.test(line)) {
      endRow();
      if (line.includes("=") && header === null && rows.length > 0) {
        header = mergeRows(rows.splice(0));
      }
    } else {
      if (/\+-{2,}\+|\+-{2,}$/u.test(line)) {
        endRow();
      }
      addGridLine(cells, line, bounds);
    }
  }
  endRow();
  return { header, rows };
}

function columnBounds(lines: readonly string[]): number[] {
  const bounds = new Set<number>();
  for (const line of lines) {
    if (line.startsWith("+")) {
      for (const { index } of line.matchAll(/\+/gu)) {
        bounds.add(index);
      }
    }
  }
  return [...bounds].sort((a, b) => a - b);
}

function addGridLine(cells: string[], line: string, bounds: readonly number[]): void {
  let start = 0;
  for (const [column, bound] of bounds.entries()) {
    const end = bounds[column + 1];
    if (end === undefined) {
      break;
    }
    if (/[|+]/u.test(line.charAt(bound)) || column === 0) {
      start = column;
    }
    const text = line.slice(bound + (start === column ? 1 : 0), end).replace(/^[-+]+$/u, "");
    // A cell over several columns goes on here without a space.
    cells[start] = `${cells[start] ?? ""}${start === column ? "\n" : ""}${text}`;
    cells[column] ??= "";
  }
}

/** Reads a simple table: a row begins where its first column isn't empty. */
export function readSimpleTable(lines: readonly string[]): TableSource {
  const border = lines[0] ?? "";
  const starts = Array.from(border.matchAll(/=+/gu), ({ index }) => index);
  const rows: string[][] = [];
  let header: string[] | null = null;
  for (const line of lines.slice(1, -1)) {
    if (SIMPLE_BORDER.test(line)) {
      header = mergeRows(rows.splice(0));
    } else if (!/^-[- ]*$/u.test(line) && line.trim() !== "") {
      addSimpleLine(rows, line, starts);
    }
  }
  return { header, rows };
}

function addSimpleLine(rows: string[][], line: string, starts: readonly number[]): void {
  const cells = starts.map((start, column) => line.slice(start, starts[column + 1]));
  const last = rows.at(-1);
  if (last !== undefined && (cells[0] ?? "").trim() === "") {
    for (const [column, cell] of cells.entries()) {
      last[column] = `${last[column] ?? ""}\n${cell}`;
    }
  } else {
    rows.push(cells);
  }
}

function mergeRows(rows: readonly (readonly string[])[]): string[] {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: columns }, (_, column) => rows.map((row) => row[column] ?? "").join(" "));
}
