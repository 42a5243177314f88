import type { Span } from "../document.js";
import type { Candidate } from "../passage.js";

/** A retrieved passage as a writer sees it. */
export interface ContextPassage extends Candidate {
  /** The fused score. */
  readonly score: number;
}

/** What a writer answers from. */
export interface WriteRequest {
  /** The standalone question. */
  readonly question: string;
  /** ISO 639-1 code of the question's language. */
  readonly language: string;
  /** Best first. */
  readonly context: readonly ContextPassage[];
  readonly signal?: AbortSignal;
}

/**
 * A piece of an answer. A citation belongs to the text since the previous one; `span` is the exact passage
 * of the document's text it rests on, left out by a writer that only knows which passage it used.
 */
export type WriterEvent =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "cite"; readonly context: number; readonly span?: Span };

/** Writes an answer from retrieved passages, piece by piece. */
export interface Writer {
  /** `extractive` or `provider:model`. */
  readonly model: string;
  write(request: WriteRequest): AsyncIterable<WriterEvent>;
}
