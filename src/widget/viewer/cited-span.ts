import type { Span } from "../../core/document.js";

/** What an address cites: a span of the document's text, and the parts of it that stand out. */
export interface CitedSpan extends Span {
  /** In order, each within the span, not overlapping. */
  readonly highlights: readonly Span[];
}

/** A span, and at most so many parts of it as an answer may have. */
const HASH = /^#\d{1,15}-\d{1,15}(?:,\d{1,15}-\d{1,15}){0,20}$/;

/**
 * What an address such as `/documents/7#1890-2011` or `/documents/7#1890-2011,1900-1950` cites.
 * @param hash with the `#`
 * @param length the length of the document's text
 * @returns null unless the hash is two offsets of a span that isn't empty and lies within the text; parts that don't
 *   lie within the span, or overlap the one before, are left out
 */
export function citedFromHash(hash: string, length: number): CitedSpan | null {
  if (!HASH.test(hash)) {
    return null;
  }
  const [span, ...parts] = Array.from(hash.matchAll(/(\d+)-(\d+)/g), ([, start, end]) => ({
    start: Number(start),
    end: Number(end),
  }));
  if (span === undefined || span.start >= span.end || span.end > length) {
    return null;
  }
  let from = span.start;
  const highlights = parts.filter(({ start, end }) => {
    const fits = start >= from && start < end && end <= span.end;
    from = fits ? end : from;
    return fits;
  });
  return { ...span, highlights };
}
