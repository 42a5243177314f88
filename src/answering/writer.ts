import type { TokenUsage } from "../core/answer.js";
import type { RankedPassage } from "../core/passage.js";
import type { Catalogue } from "../core/ports/store/catalogue.js";
import type { Excerpt } from "./excerpt.js";
import type { RankedExcerpt } from "./extractive/choose-excerpts.js";
import type { WeighedQuestion } from "./weighed-question.js";

/** What a writer answers from. */
export interface WriteRequest {
  /** The standalone question, in the language to answer in. */
  readonly question: WeighedQuestion;
  /** Best first. */
  readonly context: readonly RankedPassage[];
  /** The pieces of documents around the context that can be read by themselves, the likeliest to answer first. */
  readonly excerpts: readonly RankedExcerpt[];
  /** The documents of the context; gives the same version of one each time. */
  readonly documents: Pick<Catalogue, "document">;
  readonly signal?: AbortSignal;
}

/** What a sentence rests on. */
export interface WriterSource {
  /** The passage of the context. */
  readonly context: number;
  /** The passage with all around it that the writer was shown, if that is more. */
  readonly shown?: RankedPassage;
}

/**
 * A piece of an answer. An introduction leads to what follows and claims nothing; a citation belongs to the text since the
 * previous one. An excerpt stands by itself, with a citation of its own, and doesn't overlap another one. The prompt's
 * version comes before all text and the usage after it, each at most once.
 */
export type WriterEvent =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "introduction"; readonly text: string }
  | { readonly type: "cite"; readonly sources: readonly WriterSource[] }
  | { readonly type: "excerpt"; readonly excerpt: Excerpt }
  | { readonly type: "prompt"; readonly version: string }
  | { readonly type: "usage"; readonly usage: TokenUsage };

/** Writes an answer from retrieved passages, piece by piece. */
export interface Writer {
  /** `extractive` or `provider:model`. */
  readonly model: string;
  /**
   * Writes nothing without passages. Whether the passages hold an answer is decided before (`answering/refusal/`); a
   * writer that judges by itself that they don't writes nothing either.
   * @throws FootnoteError `aborted`, `invalid_prompt`, `llm_failed`, `llm_busy`, `llm_timeout`
   */
  write(request: WriteRequest): AsyncIterable<WriterEvent>;
}
