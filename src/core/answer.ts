import type { Place, Span } from "./document.js";
import type { ScoredPassage } from "./passage.js";

/** One turn of a conversation. */
export interface ChatMessage {
  readonly role: "user" | "assistant";
  readonly content: string;
}

/** What a footnote marker points to; its place is where the quote starts. */
export interface Citation extends Span, Place {
  /** The number in the marker: 1 for `[1]`. */
  readonly marker: number;
  readonly documentId: string;
  readonly title: string;
  /** Where a browser shows the span: `/documents/<id>#<start>-<end>`. */
  readonly url: string;
  readonly heading: readonly string[];
  /**
   * Exactly the document's text from `start` to `end`. If the document changed while the answer was written, its
   * text as it was found, which is then not verified.
   */
  readonly quote: string;
  /** Whether the quote was compared with the document's text and supports the sentence. */
  readonly verified: boolean;
}

/** Milliseconds. */
export interface AnswerTimings {
  readonly retrieval: number;
  readonly answer: number;
  readonly total: number;
}

/** A finished answer, as `POST /api/chat` gives it. */
export interface Answer {
  readonly id: string;
  /** False is a refusal: the documents don't hold the answer. */
  readonly answered: boolean;
  /** How sure it is that the documents hold the answer, between 0 and 1; a low one leads to a refusal. */
  readonly confidence: number;
  /** ISO 639-1 code of the question's language. */
  readonly language: string;
  /** The standalone question. */
  readonly question: string;
  /** Text with footnote markers `[1]`. */
  readonly answer: string;
  readonly citations: readonly Citation[];
  readonly passages: readonly ScoredPassage[];
  /** The writer: `extractive` or `provider:model`. */
  readonly model: string;
  readonly timings: AnswerTimings;
}

/** What happens while a question is answered, in this order: passages, deltas and citations, done. */
export type AnswerEvent =
  | { readonly type: "passages"; readonly passages: readonly ScoredPassage[] }
  | { readonly type: "delta"; readonly text: string }
  | { readonly type: "citation"; readonly citation: Citation }
  | { readonly type: "done"; readonly answer: Answer };

/** What a caller asks. */
export interface AnswerRequest {
  /** The last message is the question. */
  readonly messages: readonly ChatMessage[];
  /** Only these documents, by id; all without it. */
  readonly documents?: readonly string[];
  /** Aborts retrieval and writing. */
  readonly signal?: AbortSignal;
}
