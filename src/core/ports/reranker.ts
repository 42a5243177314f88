/** Judges how well texts answer a question by reading both together. */
export interface Reranker {
  /** The model's name, for logs and reports. */
  readonly model: string;
  /**
   * The relevance of each text, between 0 and 1, in order. A text's score never depends on the others.
   * @throws FootnoteError `reranking_failed`, `aborted`; RangeError if the question or a text is empty or blank
   */
  score(question: string, texts: readonly string[], signal?: AbortSignal): Promise<number[]>;
  /** Frees threads and memory; afterwards `score` fails. */
  close(): Promise<void>;
}
