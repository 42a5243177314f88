import Papa from "papaparse";
import type { Loader } from "../../core/ports/loader.js";
import { decodeText } from "../encoding/decode-text.js";
import { titleFromPath } from "../metadata.js";
import { isNumber, tableLine } from "../table-text.js";
import { type Line, TextBuilder } from "../text-builder.js";

/** Comma-, semicolon- or tab-separated tables: one line for each row, with the names of its columns. */
export const CSV_LOADER: Loader = {
  format: "csv",
  extensions: [".csv", ".tsv"],
  async load(bytes, path, limits) {
    // Excel writes the separator into a first line of its own and doesn't count that line.
    const text = decodeText(bytes, path);
    const [preamble = "", separator] = /^sep=(.)\r?\n/u.exec(text) ?? [];
    const content = text.slice(preamble.length);
    const delimiter = separator ?? (path.toLowerCase().endsWith(".tsv") ? "\t" : "");
    const rows = Papa.parse<string[]>(content, { delimiter }).data;
    const builder = new TextBuilder(path, limits.characters);
    builder.addLines("table", csvLines(rows));
    return { title: titleFromPath(path), ...builder.build(), pages: null, language: null };
  },
};

/**
 * The rows of a table as lines that can be read alone, each at its row as a spreadsheet program numbers it: the
 * first is 1. The first row with at least two cells (one, in a table of one column) is the header unless it is
 * plainly data; what stands above it is read as it is. Cells beyond the header's are kept without a name.
 */
function* csvLines(rows: readonly (readonly string[])[]): Generator<Line> {
  const top = headerRow(rows);
  const header = top === undefined ? null : (rows[top] ?? null);
  const alone = top !== undefined && rows.slice(top + 1).every(isBlank);
  for (const [i, row] of rows.entries()) {
    if (i === top && !alone) {
      continue;
    }
    const named = top !== undefined && i > top ? header : null;
    yield { text: tableLine(named, row), mark: { kind: "row", value: i + 1 } };
  }
}

/** The index of the header, or undefined if there is none. */
function headerRow(rows: readonly (readonly string[])[]): number | undefined {
  const width = Math.min(
    2,
    rows.reduce((widest, row) => Math.max(widest, filled(row)), 0),
  );
  const index = rows.findIndex((row) => filled(row) >= width);
  return width > 0 && (rows[index] ?? []).every(mayBeName) ? index : undefined;
}

function filled(row: readonly string[]): number {
  return row.filter((cell) => cell.trim() !== "").length;
}

function isBlank(row: readonly string[]): boolean {
  return filled(row) === 0;
}

/** Numbers aren't names of columns, but for years. */
function mayBeName(cell: string): boolean {
  return !isNumber(cell) || /^\s*(?:1[89]|20)\d\d\s*$/u.test(cell);
}
