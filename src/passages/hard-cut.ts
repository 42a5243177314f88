import type { Span } from "../core/document.js";

/**
 * Cuts a span into pieces of at most `max` UTF-16 code units, between words where there is white space, and
 * never inside a surrogate pair. The white space at a cut belongs to no piece.
 *
 * @param max at least 2, so that a surrogate pair fits
 */
export function hardCut(text: string, span: Span, max: number): Span[] {
  const pieces: Span[] = [];
  let start = span.start;
  while (span.end - start > max) {
    const cut = lastGap(text, start, start + max) ?? wholeCharacter(text, start + max);
    pieces.push({ start, end: cut });
    start = cut;
    while (start < span.end && isSpace(text, start)) {
      start++;
    }
  }
  if (start < span.end) {
    pieces.push({ start, end: span.end });
  }
  return pieces.map((piece) => trimEnd(text, piece));
}

/** The last white space that leaves at least half a piece, so that one long word doesn't make crumbs. */
function lastGap(text: string, start: number, limit: number): number | undefined {
  for (let i = limit; i > start + (limit - start) / 2; i--) {
    if (isSpace(text, i)) {
      return i;
    }
  }
  return undefined;
}

/** `offset`, or one less if it lies inside a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  const inside =
    /[\uDC00-\uDFFF]/.test(text.charAt(offset)) && /[\uD800-\uDBFF]/.test(text.charAt(offset - 1));
  return inside ? offset - 1 : offset;
}

function isSpace(text: string, offset: number): boolean {
  return /\s/.test(text.charAt(offset));
}

function trimEnd(text: string, { start, end }: Span): Span {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}
