/** The longest name of a column, in characters; longer cells are prose. */
const NAME_MAX = 60;

/**
 * One row as a line that can be read alone: `Name: A | Size: 12` with a header, `A | 12` without. Empty cells
 * are left out; a cell without a name of its own stands bare.
 */
export function tableLine(header: readonly string[] | null, row: readonly string[]): string {
  const cells: string[] = [];
  for (const [i, cell] of row.entries()) {
    const value = oneLine(cell);
    if (value === "") {
      continue;
    }
    const name = oneLine(header?.[i] ?? "").replace(/\s*:$/u, "");
    cells.push(name === "" ? value : `${name}: ${value}`);
  }
  return cells.join(" | ");
}

/**
 * A table as lines that can be read alone, one for each row that holds something. The header is a line of its
 * own only where there are no rows.
 */
export function tableLines(header: readonly string[] | null, rows: readonly (readonly string[])[]): string[] {
  const lines = rows.map((row) => tableLine(header, row)).filter((line) => line !== "");
  if (lines.length > 0 || header === null) {
    return lines;
  }
  return [tableLine(null, header)].filter((line) => line !== "");
}

/**
 * The header of a table that doesn't mark one, or null: the first row, if every cell of it is a distinct short
 * name without digits and it either has three columns or stands above a column of numbers. Two columns of words
 * are keys and values.
 *
 * @param rows all of them, the header among them
 */
export function guessHeader(rows: readonly (readonly string[])[]): readonly string[] | null {
  const [first, ...body] = rows;
  if (first === undefined || body.length === 0 || first.length < 2) {
    return null;
  }
  const names = first.map(oneLine);
  if (!names.every(isColumnName) || new Set(names).size < names.length) {
    return null;
  }
  return names.length >= 3 || names.some((_, column) => isNumeric(body, column)) ? first : null;
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

/** The text with every run of white space as one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

/** Whether a cell holds nothing but a number, with its separators, sign, unit of money or per cent. */
export function isNumber(cell: string): boolean {
  return /^[-+−]?[$€£]?\s?\d[\d.,'’\s]*\s?[%€$£]?$/u.test(oneLine(cell));
}

/** Whether a cell could be the name of a column: short, and without digits. */
export function isColumnName(cell: string): boolean {
  return cell !== "" && cell.length <= NAME_MAX && !/\d/u.test(cell);
}

function isNumeric(rows: readonly (readonly string[])[], column: number): boolean {
  return rows.every((row) => isNumber(row[column] ?? ""));
}
