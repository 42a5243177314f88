import { lengthNorm, saturate, share, type WeightedTerms } from "./bm25.js";
import { eachField, type Fields } from "./fields.js";
import { type Postings, postingsOf } from "./postings.js";
import type { Segment } from "./segment.js";
import { type TermFrequencies, visitTermFrequencies } from "./term-frequencies.js";

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

  /** In how many passages a term occurs. */
  documentFrequency(field: keyof Fields<Postings>, term: number): number {
    const postings = this.segment.passages[field];
    const { start, end } = postingsOf(postings, term);
    if (this.#live === null) {
      return end - start;
    }
    let frequency = 0;
    for (let i = start; i < end; i++) {
      frequency += this.#live[postings.texts[i] ?? 0] ?? 0;
    }
    return frequency;
  }

  /** BM25's length norm of each passage. @param averageLength of the whole collection */
  norms(field: keyof Fields<Postings>, averageLength: number): Float64Array {
    const { lengths } = this.segment.passages[field];
    return Float64Array.from(lengths, (length) => lengthNorm(length, averageLength));
  }

  /** Every passage's BM25 score, by its number; a removed one's means nothing. */
  score(field: keyof Fields<Postings>, { idfs }: WeightedTerms, norms: Float64Array): Float64Array {
    const postings = this.segment.passages[field];
    const { texts, counts } = postings;
    const scores = new Float64Array(norms.length);
    for (const [term, idf] of idfs) {
      const { start, end } = postingsOf(postings, term);
      // The casts stand where a default would: every index is inside, and this loop is what a search takes.
      for (let i = start; i < end; i++) {
        const text = texts[i] as number;
        scores[text] = (scores[text] as number) + idf * saturate(counts[i] as number, norms[text] as number);
      }
    }
    return scores;
  }
}

/** One text's BM25 share of the question. @param averageLength of texts like it, in terms */
export function scoreText(
  frequencies: TermFrequencies,
  question: WeightedTerms,
  averageLength: number,
): number {
  const counts: [idf: number, count: number][] = [];
  let length = 0;
  visitTermFrequencies(frequencies, (term, count) => {
    length += count;
    const idf = question.idfs.get(term);
    if (idf !== undefined) {
      counts.push([idf, count]);
    }
  });
  const norm = lengthNorm(length, averageLength);
  const score = counts.reduce((sum, [idf, count]) => sum + idf * saturate(count, norm), 0);
  return share(score, question.maximum);
}
