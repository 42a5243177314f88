import Papa from "papaparse";
import type { Loader } from "../core/ports/loader.js";
import { csvLines } from "./csv-lines.js";
import { decodeText } from "./decode.js";
import { TextBuilder } from "./text-builder.js";
import { titleFromPath } from "./title.js";

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
