import WordExtractor from "word-extractor";
import type { Loader } from "../../core/ports/loader.js";
import { compoundFileEntries } from "../archive/compound-file.js";
import { titleFromPath } from "../metadata.js";
import { guessHeader, tableLines } from "../table-text.js";
import { TextBuilder } from "../text-builder.js";
import { readAs, unreadable } from "../unreadable.js";
import { LeftOut, reportEmpty } from "./left-out.js";

/** What of a document is wanted, and whether typographic quotes and dashes become those of a typewriter. */
interface DocOptions {
  readonly filterUnicode: boolean;
  /** Of the headers. */
  readonly includeFooters: boolean;
  /** Of the text boxes. */
  readonly includeHeadersAndFooters: boolean;
}

/** What word-extractor gives; its types know only some of the options. */
interface DocText {
  getBody(options: DocOptions): string;
  getTextboxes(options: DocOptions): string;
  getFootnotes(options: DocOptions): string;
  getEndnotes(options: DocOptions): string;
  getHeaders(options: DocOptions): string;
  getAnnotations(options: DocOptions): string;
}

const OPTIONS: DocOptions = { filterUnicode: false, includeFooters: true, includeHeadersAndFooters: false };

/**
 * Word 97 to 2003: the text, without its structure, which no kept library reads; then text boxes, notes, and what
 * stands at the head and foot of pages.
 */
export const DOC_LOADER: Loader = {
  format: "doc",
  extensions: [".doc"],
  load(bytes, path, limits) {
    return readAs(path, "a Word 97–2003 document", async () => {
      const entries = compoundFileEntries(bytes);
      if (entries === undefined) {
        throw unreadable(path, "isn't a Word 97–2003 document, or is damaged; save it as DOCX");
      }
      const document: DocText = await new WordExtractor().extract(Buffer.from(bytes));
      const builder = new TextBuilder(path, limits.characters);
      const body = document.getBody(OPTIONS);
      addText(builder, body);
      addText(builder, document.getTextboxes(OPTIONS));
      addText(builder, document.getFootnotes(OPTIONS));
      addText(builder, document.getEndnotes(OPTIONS));
      addFrames(builder, document.getHeaders(OPTIONS), body);
      reportEmpty(builder);
      reportLeftOut(builder, entries, document.getAnnotations(OPTIONS));
      return { title: titleFromPath(path), ...builder.build(), pages: null, language: null };
    });
  },
};

/** Adds the lines of headers and footers, each once, without those of the body and the numbers of pages. */
function addFrames(builder: TextBuilder, frames: string, body: string): void {
  const seen = new Set(body.split("\n").map((line) => line.trim()));
  const lines = frames
    .split("\n")
    .map((line) => line.replaceAll("\t", " ").trim())
    .filter((line) => {
      const isNew = !seen.has(line) && /\p{L}{2}/u.test(line);
      seen.add(line);
      return isNew;
    });
  builder.addBlock("paragraph", lines.join("\n"));
}

/** @param entries the names in the file's directory: an embedded object is a storage of a number behind a `_` */
function reportLeftOut(builder: TextBuilder, entries: readonly string[], comments: string): void {
  const leftOut = new LeftOut();
  const objects = entries.filter((name) => /^_\d+$/u.test(name)).length;
  const equations = entries.filter((name) => name === "Equation Native").length;
  for (let index = 0; index < objects; index += 1) {
    leftOut.addObject(index < equations ? "Equation" : "");
  }
  if (comments.trim() !== "") {
    leftOut.note("comments");
  }
  leftOut.report(builder);
}

/** Every line is a paragraph, or a row of a table if it ends in a tab: one stands after every cell. */
function addText(builder: TextBuilder, text: string): void {
  let rows: string[][] = [];
  for (const line of text.split("\n")) {
    if (line.endsWith("\t")) {
      rows.push(line.slice(0, -1).split("\t"));
      continue;
    }
    addTable(builder, rows);
    rows = [];
    builder.addBlock("paragraph", line);
  }
  addTable(builder, rows);
}

function addTable(builder: TextBuilder, rows: readonly (readonly string[])[]): void {
  const header = guessHeader(rows);
  const lines = tableLines(header, header === null ? rows : rows.slice(1));
  builder.addLines(
    "table",
    lines.map((text) => ({ text })),
  );
}
