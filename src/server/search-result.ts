import type { Span } from "../core/document.js";
import type { Evidence, ScoredPassage } from "../core/passage.js";
import type { Retrieval } from "../retrieval/retriever.js";

/** How many passages a search gives. */
export const passageCount = { byDefault: 10, most: 50 } as const;

/** A passage with what each leg found in it and in the paragraph around it. */
export interface ExplainedPassage extends ScoredPassage {
  readonly evidence: { readonly passage: Evidence; readonly paragraph: Span & Evidence };
}

/** What a search answers, over HTTP as in a terminal. */
export interface SearchResult<P extends ScoredPassage = ScoredPassage> {
  /** Best first. */
  readonly passages: readonly P[];
  /** Milliseconds. */
  readonly timings: Retrieval["timings"];
}

/** The passages of a retrieval with their scores. */
export function searchResult({ passages, timings }: Retrieval): SearchResult {
  return { passages, timings };
}

/** The same with the evidence of each leg. */
export function explainedSearchResult({
  passages,
  context,
  timings,
}: Retrieval): SearchResult<ExplainedPassage> {
  const explained = passages.flatMap((passage, rank) => {
    const candidate = context[rank];
    if (candidate === undefined) {
      return [];
    }
    const { start, end, evidence } = candidate.paragraph;
    return [
      { ...passage, evidence: { passage: candidate.evidence, paragraph: { start, end, ...evidence } } },
    ];
  });
  return { passages: explained, timings };
}
