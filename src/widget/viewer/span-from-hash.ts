import type { Span } from "../../core/document.js";

/**
 * The span that an address such as `/documents/7#1890-2011` names.
 * @param hash with the `#`
 * @param length the length of the document's text
 * @returns null unless the hash is two offsets of a span that isn't empty and lies within the text
 */
export function spanFromHash(hash: string, length: number): Span | null {
  const match = /^#(\d{1,15})-(\d{1,15})$/.exec(hash);
  if (match === null) {
    return null;
  }
  const span = { start: Number(match[1]), end: Number(match[2]) };
  return span.start < span.end && span.end <= length ? span : null;
}
