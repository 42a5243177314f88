import type { Place, Span } from "./document.js";
import type { ScoredPassage } from "./passage.js";

/** One turn of a conversation. */
export interface ChatMessage {
  readonly role: "user" | "assistant";
  readonly content: string;
}

/**
 * Why a citation is verified or isn't. Verified: `verbatim`, the sentence is the quote's; `supported`, the quote has
 * its numbers, dates, names and most of its words. Not verified: a `number`, `date` or `name` that the quote doesn't
 * have; `negation`, one denies what the other says; `unsupported`, too few of the words; `changed`, the document
 * doesn't hold the quote any more.
 */
export const VERIFICATION_REASONS = [
  "verbatim",
  "supported",
  "number",
  "date",
  "name",
  "negation",
  "unsupported",
  "changed",
] as const;
export type VerificationReason = (typeof VERIFICATION_REASONS)[number];

/** What a footnote marker points to; its place is where the quote starts, or what answers in it if that is known. */
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
  /**
   * Whether the quote was compared with the document's text and supports the sentence. That says nothing of whether
   * the sentence answers the question.
   */
  readonly verified: boolean;
  readonly reason: VerificationReason;
  /**
   * The sentences of the quote that answer, in the document's text, in order and within the citation's span. None
   * where nothing stands out, or the whole quote answers.
   */
  readonly highlights: readonly Span[];
}

/**
 * How a sentence of an answer stands: what it says is supported by verified citations, or at least in part isn't, or
 * it has none. Offsets are UTF-16 code units of the answer's text.
 */
export interface AnswerSentence extends Span {
  readonly state: "verified" | "unverified" | "uncited";
  /** Of a sentence in an excerpt: it is the one that answers; the others are there to understand it by. */
  readonly isKey?: true;
}

/**
 * A piece of an answer's text that was taken whole from one place of a document. Offsets are UTF-16 code units of the
 * answer's text; the marker stands behind it. Title and headings of the place are the citation's.
 */
export interface AnswerExcerpt extends Span {
  /** Of the citation that the excerpt is the quote of. */
  readonly marker: number;
}

/** What a language model was asked and wrote, as its provider counts. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What helps a reader whose question the documents don't answer. */
export interface RefusalHints {
  /** Words of the question that no passage holds in any form. */
  readonly missing: readonly string[];
  /** What the passages nearest to the question are about: headings, or titles of documents. */
  readonly topics: readonly string[];
}

/** Milliseconds. */
export interface AnswerTimings {
  readonly retrieval: number;
  readonly answer: number;
  readonly total: number;
}

/** Readers are told of an answer with a lower confidence that it isn't certain. */
export const SURE = 0.6;

/** A finished answer, as `POST /api/chat` gives it. */
export interface Answer {
  readonly id: string;
  /** Whether it is an `answer` or `small_talk`. */
  readonly answered: boolean;
  /**
   * `answer`, from the documents; `excerpts`, since they don't answer outright: the passages that come closest;
   * `refusal`, since they don't hold it; `small_talk`, a greeting and the like, which needs no document.
   */
  readonly kind: "answer" | "excerpts" | "refusal" | "small_talk";
  /**
   * The calibrated probability that the answer is right, between 0 and 1. Of `excerpts` and a refusal, that it would
   * have been.
   */
  readonly confidence: number;
  /** How sure it is that the documents answer the question, between 0 and 1; from .5 on it is answered. */
  readonly answerability: number;
  /** ISO 639-1 code of the question's language. */
  readonly language: string;
  /** The standalone question. */
  readonly question: string;
  /** Text with footnote markers `[1]`. */
  readonly answer: string;
  readonly citations: readonly Citation[];
  /** In order, together all that an answer says from the documents; of `excerpts`, those of the excerpts. */
  readonly sentences: readonly AnswerSentence[];
  /**
   * In order, none overlapping. A language model's answer has none, `excerpts` up to three, and each has a citation of
   * its own.
   */
  readonly excerpts: readonly AnswerExcerpt[];
  readonly passages: readonly ScoredPassage[];
  /** Of `excerpts` and a refusal. */
  readonly hints?: RefusalHints;
  /** The writer: `extractive` or `provider:model`. */
  readonly model: string;
  /** The prompt that a language model answered, such as `answer@2`. */
  readonly prompt?: string;
  /** If the provider reports it. */
  readonly usage?: TokenUsage;
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
