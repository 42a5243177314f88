import type { Pooling } from "./model-families.js";
import type { Quantisation } from "./model-files.js";
import type { ModelSource } from "./model-source.js";

/** What the worker loads. */
export interface WorkerSettings {
  readonly source: ModelSource;
  /** The longest silence of the hub, in milliseconds. */
  readonly hubTimeoutMs: number;
  readonly pooling: Pooling;
  readonly quantisation: Quantisation;
}

/** The worker's `workerData`. */
export interface WorkerData {
  readonly settings: WorkerSettings;
  /** Shared memory that holds one number: how many texts the worker is done with, failed ones included. */
  readonly finished: Int32Array;
}

/** What the worker knows of a model it has loaded. */
export interface LoadedModel {
  readonly dimension: number;
  /** A short hash of tokenizer and weights. */
  readonly revision: string;
}

/**
 * First `ready` or `unavailable`; then the worker is sent a text, and answers `vector` or `failed` before it
 * is sent the next.
 */
export type WorkerReply =
  | ({ readonly type: "ready" } & LoadedModel)
  | { readonly type: "unavailable"; readonly reason: string }
  | { readonly type: "vector"; readonly vector: Float32Array }
  | { readonly type: "failed"; readonly reason: string };
