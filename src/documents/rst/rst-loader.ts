import type { Loader } from "../../core/ports/loader.js";
import { decodeText } from "../encoding/decode-text.js";
import { titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { RstParser } from "./parse-rst.js";
import { addRst } from "./rst-writer.js";

const TAB = /\t/gu;

/**
 * reStructuredText, with the directives of docutils and Sphinx: what a reader sees of it. The parser is our own, since
 * none on npm is kept.
 */
export const RST_LOADER: Loader = {
  format: "rst",
  extensions: [".rst", ".rest"],
  async load(bytes, path, limits) {
    const source = decodeText(bytes, path).replace(/\r\n?/gu, "\n").split("\n").map(expandTabs).join("\n");
    const parser = new RstParser(limits.nesting);
    const builder = new TextBuilder(path, limits.characters);
    addRst(builder, parser.parseDocument(source));
    parser.leftOut.report(builder);
    const built = builder.build();
    const heading = built.headings.find(({ level }) => level === 1)?.text;
    return { title: heading ?? titleFromPath(path), ...built, pages: null, language: null };
  },
};

/** Tab stops are eight characters apart (docutils, "Whitespace"). */
function expandTabs(line: string): string {
  return line.includes("\t") && line.trim() !== ""
    ? line.replace(TAB, (_, at: number) => " ".repeat(8 - (at % 8)))
    : line;
}
