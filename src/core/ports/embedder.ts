/** What makes vectors comparable. Vectors of different fingerprints are never compared. */
export interface Fingerprint {
  /** Model id. */
  readonly model: string;
  /** Revision or content hash of the weights; empty where a provider doesn't tell. */
  readonly revision: string;
  readonly dimension: number;
  /** `unknown` where a provider doesn't tell. */
  readonly pooling: "mean" | "cls" | "last_token" | "unknown";
  /** What is put before a question and a passage. */
  readonly prefix: { readonly query: string; readonly passage: string };
  /** Such as `int4`, `q8`, `fp32`; `unknown` where a provider doesn't tell. */
  readonly quantisation: string;
}

/** Some models want to know which side of the search a text stands on. */
export type EmbeddingRole = "query" | "passage";

/** Turns text into a vector of length 1. */
export interface Embedder {
  readonly fingerprint: Fingerprint;
  /** ISO 639-1 codes the model knows, or null if that isn't known. */
  readonly languages: readonly string[] | null;
  /**
   * One unit-length vector per text, in order. The same text gives the same vector whatever the batch.
   * @throws FootnoteError `embedding_failed`; RangeError for an empty or blank text
   */
  embed(texts: readonly string[], role: EmbeddingRole, signal?: AbortSignal): Promise<Float32Array[]>;
  /** Frees threads and memory; afterwards `embed` fails. */
  close(): Promise<void>;
}
