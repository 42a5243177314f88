import type { Mark, Span } from "../../core/document.js";
import type { Loader } from "../../core/ports/loader.js";
import { isLog } from "../../text/log-entries.js";
import { decodeText, hasByteOrderMark } from "../encoding/decode-text.js";
import { titleFromPath } from "../metadata.js";
import { tooLong, tooManyPages } from "../unreadable.js";
import { logBlocks } from "./log-lines.js";
import { asShown, withoutOverwritten } from "./terminal-text.js";

const BYTE_ORDER_MARK = "\uFEFF";

/** So much of a text shows whether it is a log. */
const BEGINNING = 50_000;

/**
 * Plain text: the document's text is the file's content unchanged, but for what a terminal doesn't show (colours and
 * other control characters, and in a log lines that were written over). Form feeds divide it into pages. A log, by its
 * name or the look of its lines, is read line by line.
 */
export const TEXT_LOADER: Loader = {
  format: "text",
  extensions: [".txt", ".text", ".log"],
  async load(bytes, path, limits) {
    // The content unchanged: offsets that others count in the file include the mark.
    const content = asShown((hasByteOrderMark(bytes) ? BYTE_ORDER_MARK : "") + decodeText(bytes, path));
    const log = path.toLowerCase().endsWith(".log") || isLog(content.slice(0, BEGINNING).split(/[\n\r]+/u));
    const text = log ? withoutOverwritten(content) : content;
    if (text.length > limits.characters) {
      throw tooLong(path, limits.characters);
    }
    const marks = pageMarks(text);
    if (marks.length > limits.pages) {
      throw tooManyPages(path, limits.pages);
    }
    const found = log
      ? logBlocks(text)
      : paragraphs(text).map((span) => ({ ...span, kind: "paragraph" as const }));
    const blocks = found.map((block) => ({ ...block, heading: [] }));
    return {
      title: titleFromPath(path),
      text,
      headings: [],
      blocks,
      marks,
      pages: marks.at(-1)?.value ?? null,
      language: null,
      notices: [],
    };
  },
};

/** A mark at the start of each page; none without form feeds. Nothing after the last one is no page. */
function pageMarks(text: string): Mark[] {
  const starts = [0];
  for (let at = text.indexOf("\f"); at !== -1; at = text.indexOf("\f", at + 1)) {
    starts.push(at + 1);
  }
  if (text.slice(starts.at(-1)).trim() === "") {
    starts.pop();
  }
  const paged = text.includes("\f") ? starts : [];
  return paged.map((start, i) => ({ start, kind: "page", value: i + 1 }));
}

/** Text that was wrapped by hand or by a program keeps its lines about this short. */
const WRAPPED_LINE_MAX = 120;

/**
 * The paragraphs of plain text. A blank line always ends one. A single line break ends one too, unless the
 * lines around it are hard-wrapped: none longer than 120 characters, and most of them ending mid-sentence.
 *
 * @returns spans without the white space around them, in order; together all that isn't white space
 */
export function paragraphs(text: string): Span[] {
  return blocks(text).flatMap((block) => (isHardWrapped(text, block) ? [bounds(block)] : block));
}

/** Runs of lines with text in them, each line without the white space around it. */
function blocks(text: string): Span[][] {
  const result: Span[][] = [];
  let current: Span[] = [];
  for (const line of text.matchAll(/[^\r\n\u2028\u2029\f]*(?:\r\n|[\r\n\u2028\u2029\f]|$)/gu)) {
    const trimmed = line[0].trim();
    if (trimmed !== "") {
      const start = line.index + line[0].indexOf(trimmed);
      current.push({ start, end: start + trimmed.length });
    } else if (current.length > 0) {
      result.push(current);
      current = [];
    }
  }
  if (current.length > 0) {
    result.push(current);
  }
  return result;
}

function isHardWrapped(text: string, lines: readonly Span[]): boolean {
  if (lines.some((line) => line.end - line.start > WRAPPED_LINE_MAX)) {
    return false;
  }
  const breaks = lines.slice(0, -1);
  const midSentence = breaks.filter(
    (line) => !/[.!?:;…][\])"'“”»’\d]*$/u.test(text.slice(line.start, line.end)),
  );
  return midSentence.length > breaks.length / 2;
}

function bounds(lines: readonly Span[]): Span {
  return { start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 };
}
