import type { Block, Mark, Span } from "../../core/document.js";
import type { Loader } from "../../core/ports/loader.js";
import { decodeText } from "../encoding/decode-text.js";
import { tooLong, unreadable } from "../unreadable.js";
import { CODE_EXTENSIONS } from "./code-extensions.js";

/** The mean length of lines, in characters, from which on nobody wrote or reads them. */
const MINIFIED_LINE = 2000;

/** Shorter parts go together with what follows: imports and constants alone answer no question. */
const PART_MIN = 400;

/**
 * Source code: the document's text is the file's content with its lines as they are. A part of it is what stands
 * between a line at the margin after a blank one and the next such line: a function, a class, a section of settings.
 */
export const CODE_LOADER: Loader = {
  format: "code",
  extensions: CODE_EXTENSIONS,
  async load(bytes, path, limits) {
    const text = decodeText(bytes, path).replace(/\r\n?/gu, "\n");
    if (text.length > limits.characters) {
      throw tooLong(path, limits.characters);
    }
    const lines = linesOf(text);
    const written = lines.reduce((sum, { start, end }) => sum + end - start, 0);
    if (written > lines.length * MINIFIED_LINE) {
      throw unreadable(path, "is minified code; add what it was made from, or name it in .footnoteignore");
    }
    const blocks = partsOf(text, lines).map((span): Block => ({ ...span, kind: "code", heading: [] }));
    return {
      title: fileName(path),
      text,
      headings: [],
      blocks,
      marks: lines.map(({ start, row }): Mark => ({ start, kind: "row", value: row })),
      pages: null,
      language: null,
      notices: [],
    };
  },
};

/** A line that isn't blank, without the white space behind it. */
interface Line extends Span {
  /** 1-based. */
  readonly row: number;
  /** Whether a blank line stands above it. */
  readonly afterBlank: boolean;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  let afterBlank = true;
  for (const [i, line] of text.split("\n").entries()) {
    const length = line.trimEnd().length;
    if (length > 0) {
      lines.push({ start, end: start + length, row: i + 1, afterBlank });
    }
    afterBlank = length === 0;
    start += line.length + 1;
  }
  return lines;
}

function partsOf(text: string, lines: readonly Line[]): Span[] {
  const parts: Span[] = [];
  for (const { start, end, afterBlank } of lines) {
    const part = parts.at(-1);
    if (part === undefined || (afterBlank && beginsPart(text, start) && part.end - part.start >= PART_MIN)) {
      parts.push({ start, end });
    } else {
      parts[parts.length - 1] = { start: part.start, end };
    }
  }
  return parts;
}

/** Neither indented nor the end of what was opened above. */
function beginsPart(text: string, start: number): boolean {
  return /[^\s)\]}]/u.test(text.charAt(start));
}

/** The name that programmers know a file by, with its extension. */
function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
