import type { Span } from "../core/document.js";
import { coverTemplateTags } from "../text/template-tags.js";

/** A text as it is compared, and where each of its code units comes from. */
export interface FoldedText {
  readonly text: string;
  /** For each code unit of `text`, its offset in the text it was made from. */
  readonly offsets: readonly number[];
}

/** How two texts are compared: `whitespace`, every run of white space is one blank; `markup`, also without markup. */
export type Folding = "whitespace" | "markup";

/**
 * What a reader doesn't see, beside template tags: addresses of links and pictures, bullets and numbers of lists,
 * footnote markers, and the characters that mark emphasis, code, headings and cells. Each stands for a blank, but for
 * those that stand within or around a word.
 */
const BLANK_MARKUP = /<\/?[A-Za-z][^<>\n]*>|(?<=^[ \t>]*)(?:[-+•]|\(?\d{1,3}[.)]|#{1,6})(?=\s)|\|/gm;
const SILENT_MARKUP = /(?<=\])\(\s*[^()\s]*(?:\s"[^"\n]*")?\s*\)|!(?=\[)|\[\d{1,3}\]|[[\]*_`#\u00AD\u200B]/g;

/** A text as it is compared, without white space at its ends. */
export function fold(text: string, folding: Folding): FoldedText {
  const seen = folding === "markup" ? withoutMarkup(text) : text;
  const kept: string[] = [];
  const offsets: number[] = [];
  for (let i = 0; i < seen.length; i += 1) {
    const unit = seen.charAt(i);
    if (unit === SILENT) {
      continue;
    }
    const isBlank = unit.trim() === "";
    if (isBlank && (kept.length === 0 || kept.at(-1) === " ")) {
      continue;
    }
    kept.push(isBlank ? " " : unit);
    offsets.push(i);
  }
  if (kept.at(-1) === " ") {
    kept.pop();
    offsets.pop();
  }
  return { text: kept.join(""), offsets };
}

/** Stands for a code unit that isn't seen; no text of a document holds it. */
const SILENT = "\u0000";

/** The text with blanks or nothing for its markup, as long as before. */
function withoutMarkup(text: string): string {
  return coverTemplateTags(text, SILENT, " ")
    .replace(BLANK_MARKUP, (markup) => " ".repeat(markup.length))
    .replace(SILENT_MARKUP, (markup) => SILENT.repeat(markup.length));
}

/**
 * Whether a text holds another one to a reader's eye: compared with white space folded, or with markup folded too,
 * since an answer shows a document's text without its markup.
 */
export function holds(text: string, part: string): boolean {
  return (["whitespace", "markup"] as const).some((folding) => {
    const folded = fold(part, folding).text;
    return folded !== "" && fold(text, folding).text.includes(folded);
  });
}

/** Where a text stands in a folded one, nearest to an offset of the unfolded text; undefined if it doesn't. */
export function findNearest(folded: FoldedText, part: string, near: number): Span | undefined {
  let best: Span | undefined;
  for (let at = folded.text.indexOf(part); part !== "" && at !== -1; at = folded.text.indexOf(part, at + 1)) {
    const start = folded.offsets[at] ?? 0;
    const end = (folded.offsets[at + part.length - 1] ?? start) + 1;
    if (best === undefined || Math.abs(start - near) < Math.abs(best.start - near)) {
      best = { start, end };
    }
  }
  return best;
}
