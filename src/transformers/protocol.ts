import type { Quantisation } from "./model-files.js";
import type { ModelSource } from "./model-source.js";

/** What a thread loads; a task may need more. */
export interface ModelSettings {
  readonly source: ModelSource;
  /** The longest silence of the hub, in milliseconds. */
  readonly hubTimeoutMs: number;
  readonly quantisation: Quantisation;
}

/** The thread's `workerData`. */
export interface WorkerData<Settings extends ModelSettings> {
  readonly settings: Settings;
  /** Shared memory that holds one number: how many inputs the thread is done with, failed ones included. */
  readonly finished: Int32Array;
}

/**
 * First `ready`, with what the thread knows of the loaded model, or `unavailable`; then the thread is sent an
 * input, and answers `output` or `failed` before it is sent the next.
 */
export type WorkerReply<Model, Output> =
  | { readonly type: "ready"; readonly model: Model }
  | { readonly type: "unavailable"; readonly reason: string }
  | { readonly type: "output"; readonly output: Output }
  | { readonly type: "failed"; readonly reason: string };
