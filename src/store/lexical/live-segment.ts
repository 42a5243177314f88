import { eachField, type Fields } from "../../core/fields.js";
import type { TermCounts } from "../../core/ports/store/searching.js";
import { lengthNorm, saturate } from "../../ranking/bm25.js";
import { binarySearch } from "../binary-search.js";
import { type PostingsRange, postingsOf } from "./postings.js";
import type { Segment } from "./segment.js";

/** Where the postings of each of a question's terms lie in a segment; empty for a term that doesn't occur. */
export type TermRanges = readonly PostingsRange[];

/** A segment as one generation sees it: without what was removed. Immutable. */
export class LiveSegment {
  readonly segment: Segment;
  /** 1 for each passage that is still there; null if all are. */
  readonly #live: Uint8Array | null;
  /** How many passages are still there. */
  readonly size: number;
  /** The sum of their lengths. */
  readonly lengths: Fields<number>;

  /** @param isLive whether a document, by its key, is still there */
  constructor(segment: Segment, isLive: (document: number) => boolean) {
    this.segment = segment;
    const live = Uint8Array.from(segment.documents, (document) => Number(isLive(document)));
    this.size = live.reduce((sum, one) => sum + one, 0);
    this.#live = this.size === live.length ? null : live;
    this.lengths = eachField((field) =>
      segment.passages[field].lengths.reduce((sum, length, i) => sum + length * (live[i] ?? 0), 0),
    );
  }

  /** Whether the passage with this number is still there. */
  isLive(text: number): boolean {
    return this.#live === null || this.#live[text] === 1;
  }

  /** Looks up a question's terms. @param ids of the terms; 0 for one that no text ever held */
  find(field: keyof Fields<unknown>, ids: readonly number[]): TermRanges {
    const postings = this.segment.passages[field];
    return ids.map((id) => postingsOf(postings, id));
  }

  /** In how many passages a term occurs. */
  documentFrequency(field: keyof Fields<unknown>, { start, end }: PostingsRange): number {
    if (this.#live === null) {
      return end - start;
    }
    const { texts } = this.segment.passages[field];
    let frequency = 0;
    for (let i = start; i < end; i++) {
      frequency += this.#live[texts[i] ?? 0] ?? 0;
    }
    return frequency;
  }

  /** BM25's length norm of each passage. @param averageLength of the whole collection */
  norms(field: keyof Fields<unknown>, averageLength: number): Float64Array {
    const { lengths } = this.segment.passages[field];
    return Float64Array.from(lengths, (length) => lengthNorm(length, averageLength));
  }

  /** Every passage's BM25 score, by its number; a removed one's means nothing. */
  score(
    field: keyof Fields<unknown>,
    ranges: TermRanges,
    idfs: ArrayLike<number>,
    norms: Float64Array,
  ): Float64Array {
    const { texts, counts } = this.segment.passages[field];
    const scores = new Float64Array(norms.length);
    for (const [term, { start, end }] of ranges.entries()) {
      const idf = idfs[term] ?? 0;
      // The casts stand where a default would: every index is inside, and this loop is what a search takes.
      for (let i = start; i < end; i++) {
        const text = texts[i] as number;
        scores[text] = (scores[text] as number) + idf * saturate(counts[i] as number, norms[text] as number);
      }
    }
    return scores;
  }

  /** How often the terms that were looked up occur in the passage with this number. */
  count(field: keyof Fields<unknown>, ranges: TermRanges, text: number): TermCounts {
    const postings = this.segment.passages[field];
    const counts = new Uint8Array(ranges.length);
    for (const [term, { start, end }] of ranges.entries()) {
      const i = binarySearch(postings.texts, text, start, end);
      if (i >= 0) {
        counts[term] = postings.counts[i] ?? 0;
      }
    }
    return { length: postings.lengths[text] ?? 0, counts };
  }
}
