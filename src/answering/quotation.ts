import type { Span } from "../core/document.js";
import type { Passage } from "../core/passage.js";

/** A reference mark of the document itself, such as `[12]`; in an answer it would look like a footnote. */
const REFERENCE_MARKS = /\s*\[\d{1,4}\]/gu;

const BULLET = /^[-*•–·▪‣◦]\s+/u;
const NUMBERING = /^(?:\d{1,2}[.)]|[a-z]\))\s/u;

/** Whether a text is an item of a list. */
function isListItem(text: string): boolean {
  return BULLET.test(text) || NUMBERING.test(text);
}

/** The text of a span inside a passage; both count from the start of the document's text. */
export function textWithin(passage: Passage, { start, end }: Span): string {
  return passage.text.slice(start - passage.start, end - passage.start);
}

/**
 * A sentence of a document as it stands in an answer: on one line, without the document's reference marks. The items
 * of a list follow each other behind semicolons in place of their bullets.
 */
export function sentenceFromQuote(quote: string): string {
  const lines = quote.replace(REFERENCE_MARKS, "").split("\n");
  const said = lines.reduce((text, line) => {
    const item = line.trim().replace(BULLET, "");
    if (item === "" || text === "") {
      return text + item;
    }
    const goesOn = isListItem(line.trim()) && !/[.:;,!?]$/u.test(text);
    return `${text}${goesOn ? "; " : " "}${item}`;
  }, "");
  return said.replace(/\s+/gu, " ").trim();
}

/** Whether a sentence says what the quote says, word by word. */
export function isVerbatim(sentence: string, quote: string): boolean {
  const said = sentenceFromQuote(sentence);
  return said !== "" && sentenceFromQuote(quote).includes(said);
}

/**
 * Where a quote stands in a text: at `offset`, or else, since the text may have been changed, where it is found
 * nearest to it; undefined if it is found nowhere.
 */
export function findAgain(quote: string, text: string, offset: number): Span | undefined {
  if (quote === "") {
    return undefined;
  }
  const before = text.lastIndexOf(quote, offset);
  const after = text.indexOf(quote, offset);
  if (before < 0 && after < 0) {
    return undefined;
  }
  const start = after < 0 || (before >= 0 && offset - before < after - offset) ? before : after;
  return { start, end: start + quote.length };
}
