import { eachField, type Fields } from "../../core/passage.js";
import type { TermCounts } from "../../core/ports/store/searching.js";
import { lengthNorm, saturate } from "../../ranking/bm25.js";
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

  private constructor(
    segment: Segment,
    live: Uint8Array | null,
    { size, lengths }: Pick<LiveSegment, "size" | "lengths">,
  ) {
    this.segment = segment;
    this.#live = live;
    this.size = size;
    this.lengths = lengths;
  }

  /** @param isLive whether a document, by its key, is still there */
  static of(segment: Segment, isLive: (document: number) => boolean): LiveSegment {
    const live = Uint8Array.from(segment.documents, (document) => Number(isLive(document)));
    const size = live.reduce((sum, one) => sum + one, 0);
    const lengths = eachField((field) =>
      segment.passages[field].lengths.reduce((sum, length, i) => sum + length * (live[i] ?? 0), 0),
    );
    return new LiveSegment(segment, size === live.length ? null : live, { size, lengths });
  }

  /** The same passages with other postings, of which a store that reads them term by term has only some. */
  withPostings(passages: Segment["passages"]): LiveSegment {
    return new LiveSegment({ ...this.segment, passages }, this.#live, this);
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

  /**
   * How often the terms that were looked up occur in some passages.
   * @param numbers of the passages, ascending
   * @returns in the same order
   */
  count(field: keyof Fields<unknown>, ranges: TermRanges, numbers: readonly number[]): TermCounts[] {
    const { texts, counts, lengths } = this.segment.passages[field];
    const size = ranges.length;
    const found = new Uint8Array(numbers.length * size);
    // Term by term, so that the memory that is looked through is near.
    for (let term = 0; term < size; term++) {
      const { start, end } = ranges[term] as PostingsRange;
      let from = start;
      for (let i = 0; i < numbers.length && from < end; i++) {
        const text = numbers[i] as number;
        from = firstFrom(texts, text, from, end);
        if (from < end && texts[from] === text) {
          found[i * size + term] = counts[from] as number;
        }
      }
    }
    return numbers.map((text, i) => ({
      length: lengths[text] ?? 0,
      counts: found.subarray(i * size, (i + 1) * size),
    }));
  }
}

/** The first place from `start` up to `end` whose value isn't below this one; `end` if there is none. */
function firstFrom(ascending: Uint16Array, value: number, start: number, end: number): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
