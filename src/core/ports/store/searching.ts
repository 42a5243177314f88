import type { Candidate, Terms } from "../../passage.js";

/** A question in the form the index searches by. */
export interface StoreQuery {
  /** Unit length. */
  readonly vector: Float32Array;
  /** The question's terms for passages of each language; a language without an entry is searched by vector only. */
  readonly terms: ReadonlyMap<string, Terms>;
  /** The most candidates each leg contributes. */
  readonly limit: number;
  /** Only these documents, by id. */
  readonly documents?: ReadonlySet<string>;
  readonly signal?: AbortSignal | undefined;
}

/** Candidates of both legs and what finding them took. */
export interface StoreResult {
  /** Each passage once, in no particular order. */
  readonly candidates: readonly Candidate[];
  /** Milliseconds. */
  readonly timings: { readonly lexical: number; readonly dense: number };
}

/** Finds passages. */
export interface Searching {
  /**
   * @throws FootnoteError `fingerprint_mismatch` if the vector's dimension isn't the index's, `aborted`;
   *   RangeError if the vector isn't of unit length or the limit isn't a positive integer
   */
  search(query: StoreQuery): Promise<StoreResult>;
  /**
   * Loads what searching needs, which otherwise the first search does; later commits of this process then
   * bring it up to date before they return.
   */
  warmUp(): Promise<void>;
}
