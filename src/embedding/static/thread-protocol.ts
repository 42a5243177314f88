/** The thread's `workerData`. */
export interface ThreadData {
  /** The model's folder. */
  readonly dir: string;
}

/** Texts to embed. */
export interface ThreadRequest {
  readonly id: number;
  readonly texts: readonly string[];
}

/** The vectors of a request's texts, one behind the other, or why there are none. */
export type ThreadReply =
  | { readonly id: number; readonly vectors: Float32Array }
  | { readonly id: number; readonly reason: string };
