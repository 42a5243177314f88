import type { Span } from "../../core/document.js";

/** The limit of matches: nobody steps through more, and more would slow the page down. */
const MOST_MATCHES = 2000;

/** Where a query stands in a text. */
export interface Matches {
  /** In order, not overlapping. */
  readonly spans: readonly Span[];
  /** Whether there are more than these. */
  readonly more: boolean;
}

export const NO_MATCHES: Matches = { spans: [], more: false };

/**
 * Finds a query as it is written, apart from case; white space stands for any white space, a line's or a page's end
 * included. Case is folded by the regular expression, character by character: a text that is made lower-case as a
 * whole may change its length, and every offset after that would be wrong.
 * @param query white space around it is ignored; if there is nothing else, nothing is found
 */
export function findMatches(text: string, query: string): Matches {
  const words = query.split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) {
    return NO_MATCHES;
  }
  const pattern = new RegExp(words.map(literally).join("\\s+"), "giu");
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    if (spans.length === MOST_MATCHES) {
      return { spans, more: true };
    }
    spans.push({ start: match.index, end: match.index + match[0].length });
  }
  return { spans, more: false };
}

function literally(word: string): string {
  return word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
