import { isNumber, isPeriod, NAME_MAX, oneLine } from "./cell-text.js";
import { cutCell } from "./cut-cell.js";
import { namingColumn } from "./naming-column.js";

/** The longest line of a row that is cut, in characters: what a passage may hold (`passages/split-document.ts`). */
const LINE_MAX = 350;

/**
 * One row as a line that can be read alone: `Name: A | Size: 12` with a header, `A | 12` without. Empty cells
 * are left out; a cell without a name of its own stands bare.
 */
export function tableLine(header: readonly string[] | null, row: readonly string[]): string {
  return cellsOf(header, row)
    .map(({ text }) => text)
    .join(SEPARATOR);
}

/**
 * One row as lines that can be read alone: a long row is cut between its cells, and a long cell between its sentences.
 * Every line begins with what names the row: the cell of the naming column, and the first cell, with the second one if
 * that is a mere number.
 *
 * @param naming the column that names the rows, from 0
 */
export function rowLines(
  header: readonly string[] | null,
  row: readonly string[],
  naming?: number,
): string[] {
  const whole = tableLine(header, row);
  if (whole.length <= LINE_MAX) {
    return whole === "" ? [] : [whole];
  }
  const cells = withNameFirst(cellsOf(header, row), naming);
  const named = nameLength(cells, naming);
  const name = cells.slice(0, named).map(({ text }) => text);
  const room = LINE_MAX - name.reduce((length, text) => length + text.length + SEPARATOR.length, 0);
  const lines: string[] = [];
  let line: string[] = [];
  let length = 0;
  for (const text of cells
    .slice(named)
    .flatMap(({ text, start }) => cutCell(text.slice(0, start), text.slice(start), room))) {
    if (line.length > 0 && length + text.length > room) {
      lines.push([...name, ...line].join(SEPARATOR));
      line = [];
      length = 0;
    }
    line.push(text);
    length += text.length + SEPARATOR.length;
  }
  return [...lines, [...name, ...line].join(SEPARATOR)];
}

/** A cell as it stands in a line: `Size: 12`. */
interface Cell {
  readonly text: string;
  /** Where the value begins in the text, behind the name of the column. */
  readonly start: number;
  readonly column: number;
}

const SEPARATOR = " | ";

/** The cells that aren't empty. */
function cellsOf(header: readonly string[] | null, row: readonly string[]): Cell[] {
  const cells: Cell[] = [];
  for (const [i, cell] of row.entries()) {
    const value = oneLine(cell);
    if (value !== "") {
      const name = oneLine(header?.[i] ?? "").replace(/\s*:$/u, "");
      const prefix = name === "" ? "" : `${name}: `;
      cells.push({ text: prefix + value, start: prefix.length, column: i });
    }
  }
  return cells;
}

function withNameFirst(cells: readonly Cell[], naming: number | undefined): readonly Cell[] {
  const isName = ({ column }: Cell) => column === naming;
  return [...cells.filter(isName), ...cells.filter((cell) => !isName(cell))];
}

/** How many of the first cells name the row: none if the first one is prose. */
function nameLength([first, second]: readonly Cell[], naming: number | undefined): number {
  if (naming !== undefined && first?.column === naming) {
    // The first cell of the row is behind the name, which isn't told apart by mere words.
    return naming !== 0 && second?.column === 0 && isShort(second) ? 2 : 1;
  }
  if (first === undefined || !isShort(first)) {
    return 0;
  }
  const telling = /\p{L}/u.test(first.text.slice(first.start));
  return !telling && second !== undefined && isShort(second) ? 2 : 1;
}

function isShort({ text, start }: Cell): boolean {
  return text.length - start <= NAME_MAX;
}

/**
 * A table as lines that can be read alone, one for each row that holds something, or more for a long one. Names of
 * columns stand beside their values; those of columns without any, as in a form to be filled in, are the first line.
 */
export function tableLines(header: readonly string[] | null, rows: readonly (readonly string[])[]): string[] {
  const naming = namingColumn(rows);
  return [
    ...rowLines(null, unusedNames(header ?? [], rows)),
    ...rows.flatMap((row) => rowLines(header, row, naming)),
  ];
}

/** The names of the columns in which no row has a value. */
export function unusedNames(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return header.filter((_, column) => rows.every((row) => oneLine(row[column] ?? "") === ""));
}

/**
 * The header of a table that doesn't mark one, or null: the first row, if it reads like names of columns.
 *
 * @param rows all of them, the header among them
 */
export function guessHeader(rows: readonly (readonly string[])[]): readonly string[] | null {
  const [first, ...body] = rows;
  return first !== undefined && namesColumns(first, body) ? first : null;
}

/**
 * Whether a row names the columns of the rows below it: it holds nothing but names, and either stands above a column
 * of numbers, or has at least three columns, each with a name of its own (the first may have none, above the names of
 * rows). Two columns of words are keys and values.
 */
export function namesColumns(row: readonly string[], body: readonly (readonly string[])[]): boolean {
  const names = row.map(oneLine);
  const given = names.filter((name) => name !== "");
  const aboveNumbers =
    given.length > 1 && names.some((name, column) => name !== "" && isNumeric(body, column));
  const telling = aboveNumbers ? new Set<string>() : repeatedStems(names);
  const mayName = (name: string, column: number) =>
    name.length <= NAME_MAX &&
    (!/\d/u.test(name) ||
      (isUnlike(
        name,
        body.map((cells) => oneLine(cells[column] ?? "")),
      ) &&
        (aboveNumbers || telling.has(stem(name)))));
  if (body.length === 0 || names.length < 2 || !names.every(mayName)) {
    return false;
  }
  const distinct = new Set(given).size === given.length;
  if (aboveNumbers) {
    return names.length > 2 || distinct;
  }
  const corner = names[0] === "" && body.every((cells) => /\p{L}/u.test(cells[0] ?? ""));
  return names.length > 2 && distinct && given.length === names.length - Number(corner);
}

/** Whether a name with digits is no value as those below it: no number but a year or day, and none with other digits. */
function isUnlike(name: string, below: readonly string[]): boolean {
  if (isNumber(name)) {
    return isPeriod(name) && !below.some(isPeriod);
  }
  return !below.some((cell) => stem(cell) === stem(name));
}

/** What more than one name of a series such as `Week 1` and `Week 2` has. */
function repeatedStems(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const one of names.map(stem)) {
    (seen.has(one) ? repeated : seen).add(one);
  }
  return repeated;
}

/** What `Week 1` and `Week 2` have in common. */
function stem(name: string): string {
  return name.replace(/\d+/gu, "0");
}

/**
 * The header of a table of two columns in whose cells there are tables, or null: a first row of two words. Elsewhere
 * two columns of words are keys and values.
 *
 * @param rows all of them, the header among them
 */
export function guessTwoNames(rows: readonly (readonly string[])[]): readonly string[] | null {
  const [first, ...body] = rows;
  return first?.length === 2 && body.length > 0 && first.every((name) => /^\p{Lu}[\p{L}\p{M}-]+$/u.test(name))
    ? first
    : null;
}

/** A table within a cell of another: `Beamer, 2; Leinwand, 1`, or with names `Gerät: Beamer, Anzahl: 2; …`. */
export function innerTableLine(
  header: readonly string[] | null,
  rows: readonly (readonly string[])[],
): string {
  return tableLines(header, rows)
    .map((line) => line.replaceAll(" | ", ", "))
    .join("; ");
}

/** Whether most cells of a column are numbers, all of them in a table of two columns. */
function isNumeric(rows: readonly (readonly string[])[], column: number): boolean {
  const cells = rows.map((row) => row[column] ?? "");
  const filled = cells.filter((cell) => cell.trim() !== "");
  const numbers = filled.filter(isNumber).length;
  const pairs = rows.every((row) => row.length <= 2);
  return pairs ? numbers === rows.length : numbers > 0 && numbers >= filled.length * 0.8;
}
