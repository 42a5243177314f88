import type { Span } from "../../document.js";
import type { Fields, Passage, Terms } from "../../passage.js";

/** A question in the form the index searches by. */
export interface StoreQuery {
  /** Unit length. */
  readonly vector: Float32Array;
  /**
   * The question's terms for passages of each language, each term once; a language without an entry is searched by
   * vector only.
   */
  readonly terms: ReadonlyMap<string, Terms>;
  /**
   * The most hits each leg contributes: the passages with the highest cosine, and those that share a term with
   * the question and have the highest BM25 share of words + `gramWeight` × BM25 share of character 4-grams.
   */
  readonly limit: number;
  /** From 0 on. */
  readonly gramWeight: number;
  /** Only these documents, by id. */
  readonly documents?: ReadonlySet<string>;
  readonly signal?: AbortSignal | undefined;
}

/** How often the question's terms occur in one text. */
export interface TermCounts {
  /** The text's length in terms, repetitions counted. */
  readonly length: number;
  /** Of each term, in the order of the query's. Counts above 255 may be given as 255. */
  readonly counts: ArrayLike<number>;
}

/** A passage found by either leg, with what its evidence is computed from. */
export interface Hit {
  readonly passage: Passage;
  /** Of the question with the passage. */
  readonly cosine: number;
  /** Empty where the question has no terms for the passage's language. */
  readonly terms: Fields<TermCounts>;
  /** The paragraph around the passage; hits of one paragraph may share the object. */
  readonly paragraph: HitParagraph;
}

/** The paragraph around a hit. */
export interface HitParagraph extends Span {
  readonly text: string;
  /** Of the question with the whole paragraph. */
  readonly cosine: number;
  readonly terms: Fields<TermCounts>;
  /** All sentences, in order, with their number of words and their cosine to the question, to about .005. */
  readonly sentences: readonly HitSentence[];
}

/** A sentence of a hit's paragraph. */
export interface HitSentence extends Span {
  readonly words: number;
  readonly cosine: number;
}

/** What the terms of one language are weighed by. */
export interface CollectionStatistics {
  /** How many passages there are. */
  readonly passages: number;
  /** In terms, repetitions counted. */
  readonly averageLength: { readonly passage: Fields<number>; readonly paragraph: Fields<number> };
  /** In how many passages each term occurs, in the order of the query's. */
  readonly frequencies: Fields<ArrayLike<number>>;
  /** Those of the query. */
  readonly variantWeights?: readonly number[];
}

/** What both legs found and what finding it took. */
export interface StoreResult {
  /** Each passage once, in no particular order. */
  readonly hits: readonly Hit[];
  /** Of each language that the index holds passages of and the question has terms for. */
  readonly statistics: ReadonlyMap<string, CollectionStatistics>;
  /** Milliseconds. */
  readonly timings: { readonly lexical: number; readonly dense: number };
}

/** Finds passages. */
export interface Searching {
  /**
   * @throws FootnoteError `fingerprint_mismatch` if the vector's dimension isn't the index's, `aborted`;
   *   RangeError if the vector isn't of unit length, the limit isn't a positive integer, `gramWeight` isn't a
   *   number from 0 on or a term is repeated
   */
  search(query: StoreQuery): Promise<StoreResult>;
  /**
   * Loads what searching needs, which otherwise the first search does; later commits of this process then
   * bring it up to date before they return. What only makes searches faster may come in the background.
   */
  warmUp(): Promise<void>;
  /**
   * Does that for a process that goes on to answer questions: where a store can hear of what others commit, that is
   * loaded soon after too, until `close`. Nothing depends on it: every search sees the last commit anyway.
   * @param onNotice takes sentences for the operator, such as that commits aren't heard of
   */
  keepWarm(onNotice: (notice: string) => void): Promise<void>;
}
