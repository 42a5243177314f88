import type { Span } from "../core/document.js";
import type { Evidence, ScoredPassage } from "../core/passage.js";
import { explain, type PassageExplanation, type QuestionAnalysis } from "../retrieval/explanation.js";
import { toScoredPassage } from "../retrieval/fusion.js";
import type { Retrieval } from "../retrieval/retriever.js";

/** How many passages a search gives. */
export const PASSAGE_COUNT = { byDefault: 10, most: 50 } as const;

/** What a search answers, over HTTP as in a terminal. */
export interface SearchResult<P extends ScoredPassage = ScoredPassage> {
  /** Best first. */
  readonly passages: readonly P[];
  /** Milliseconds. */
  readonly timings: Retrieval["timings"];
}

/** A passage with what each leg found in it and in the paragraph around it, and what was made of that. */
export interface ExplainedPassage extends ScoredPassage, Omit<PassageExplanation, "passage"> {
  readonly evidence: { readonly passage: Evidence; readonly paragraph: Span & Evidence };
}

/** What a search answers when it is to explain itself. */
export interface ExplainedSearchResult extends SearchResult<ExplainedPassage> {
  readonly question: QuestionAnalysis;
  /** How many passages either leg found: what ranks count among. */
  readonly found: number;
}

/** The passages of a retrieval with their scores. */
export function searchResult({ passages, timings }: Retrieval): SearchResult {
  return { passages: passages.map(toScoredPassage), timings };
}

/** The same with how it came about. */
export function explainedSearchResult(retrieval: Retrieval): ExplainedSearchResult {
  const { question, found, passages } = explain(retrieval);
  const explained = passages.map(({ passage, ...explanation }) => {
    const { start, end, evidence } = passage.paragraph;
    const both = { passage: passage.evidence, paragraph: { start, end, ...evidence } };
    return { ...toScoredPassage(passage), evidence: both, ...explanation };
  });
  return { question, found, passages: explained, timings: retrieval.timings };
}
