import { binarySearch } from "../binary-search.js";

/** The most texts that one segment numbers: their numbers take two bytes. */
export const MAX_TEXTS = 0x10000;

/** The most often a term counts in one text; BM25 has long stopped growing there. */
export const MAX_COUNT = 0xff;

/**
 * An inverted index of one field (Zobel and Moffat, "Inverted Files for Text Search Engines", 2006): for each
 * term the numbers of the texts that hold it, and how often. Immutable typed arrays, three bytes a posting,
 * searched as they lie in the file.
 */
export interface Postings {
  /** Each text's length in terms, repetitions counted. */
  readonly lengths: Uint32Array;
  /** Every term that occurs, ascending. */
  readonly terms: Uint32Array;
  /** Where the postings of each of `terms` start; one more entry marks the end. */
  readonly starts: Uint32Array;
  /** The number of each posting's text, ascending within a term. */
  readonly texts: Uint16Array;
  /** How often the term occurs there, at most `MAX_COUNT`. */
  readonly counts: Uint8Array;
}

/** Where a term's postings lie: from `start` up to `end`; none for a term that doesn't occur. */
export function postingsOf(
  postings: Postings,
  term: number,
): { readonly start: number; readonly end: number } {
  const position = binarySearch(postings.terms, term);
  if (position < 0) {
    return { start: 0, end: 0 };
  }
  return { start: postings.starts[position] ?? 0, end: postings.starts[position + 1] ?? 0 };
}
