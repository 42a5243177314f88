import Papa from "papaparse";
import type { Loader } from "../../core/ports/loader.js";
import { oneLine } from "../cell-text.js";
import { decodeText } from "../encoding/decode-text.js";
import { titleFromPath } from "../metadata.js";
import { namingColumn } from "../naming-column.js";
import { findHeader, headerAt, type TableHeader } from "../table-header.js";
import { rowLines, unusedNames } from "../table-text.js";
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

/** How many rows are examined to tell which of them are the header. */
const HEADER_SAMPLE = 50;

/** A row that holds something. */
interface Row {
  /** As a spreadsheet program numbers it, 1-based. */
  readonly number: number;
  readonly cells: readonly string[];
}

/**
 * The rows of a table as lines that can be read alone, each at its row. What stands above the header is read as it is,
 * and cells beyond the header's are kept without a name. A header that is written again is left out.
 */
function* csvLines(all: readonly (readonly string[])[]): Generator<Line> {
  const rows = all
    .map((cells, i) => ({ number: i + 1, cells: cells.map(oneLine) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  const header = headerOf(rows.slice(0, HEADER_SAMPLE).map(({ cells }) => cells));
  const body = rows.slice(header?.end ?? 0);
  const titles = rows.slice(header?.first ?? 0, header?.end ?? 0).map(({ cells }) => cells.join("\n"));
  yield* linesOf(null, rows.slice(0, body.length === 0 ? undefined : (header?.first ?? 0)));
  if (body.length > 0 && header !== null) {
    const unused = unusedNames(
      header.names,
      body.map(({ cells }) => cells),
    );
    yield* linesOf(null, [{ number: rows[header.first]?.number ?? 1, cells: unused }]);
  }
  yield* linesOf(
    header?.names ?? null,
    body.filter(({ cells }) => !titles.includes(cells.join("\n"))),
  );
}

function* linesOf(names: readonly string[] | null, rows: readonly Row[]): Generator<Line> {
  const naming = namingColumn(rows.map(({ cells }) => cells));
  for (const { number, cells } of rows) {
    for (const text of rowLines(names, cells, naming)) {
      yield { text, mark: { kind: "row", value: number } };
    }
  }
}

/**
 * The header: what reads like one, or else the first row with at least two cells (one, in a table of one column),
 * unless it is plainly data.
 */
function headerOf(rows: readonly (readonly string[])[]): TableHeader | null {
  const columns = rows.reduce((widest, cells) => Math.max(widest, cells.length), 0);
  const grid = rows.map((cells) => Array.from({ length: columns }, (_, column) => cells[column] ?? ""));
  const widest = grid.reduce((most, cells) => Math.max(most, filled(cells)), 0);
  const first = grid.findIndex((cells) => filled(cells) >= Math.min(2, widest));
  return findHeader(grid) ?? (first === -1 ? null : headerAt(first, grid, grid, true));
}

function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell !== "").length;
}
