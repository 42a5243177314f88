import { FootnoteError } from "../core/errors.js";
import type { Candidate, Passage } from "../core/passage.js";
import type { Reranker } from "../core/ports/reranker.js";

/** A reranker, and how it is used. */
export interface Reranking {
  readonly reranker: Reranker;
  /** How many passages it reads for a question, best first; at least 1. */
  readonly candidates: number;
  /** Told of an error of the reranker's; the passages keep their order then. */
  onFailure(error: FootnoteError): void;
}

/** An entry of a ranked list with the relevance the reranker gave it; null where it didn't read it. */
export interface Reranked<T> {
  readonly entry: T;
  readonly relevance: number | null;
}

/**
 * Reorders the head of a ranked list by what a reranker says of it. A question can be answered without, so
 * nothing is reordered where it fails.
 * @throws FootnoteError `aborted`
 */
export async function rerank<T extends { readonly candidate: Candidate }>(
  question: string,
  ranked: readonly T[],
  reranking: Reranking | undefined,
  signal: AbortSignal | undefined,
): Promise<Reranked<T>[]> {
  if (reranking === undefined) {
    return reorderHead(ranked, []);
  }
  const { reranker, candidates, onFailure } = reranking;
  const texts = ranked.slice(0, candidates).map(({ candidate }) => inContext(candidate.passage));
  try {
    return reorderHead(ranked, await reranker.score(question, texts, signal));
  } catch (error) {
    if (!FootnoteError.is(error) || error.code !== "reranking_failed") {
      throw error;
    }
    onFailure(error);
    return reorderHead(ranked, []);
  }
}

/**
 * A ranked list with its head in the order of further scores, highest first; equal scores keep their order. What
 * has no score stays behind, in its order.
 * @param relevances of the first entries of the list, not more than there are entries
 */
export function reorderHead<T>(ranked: readonly T[], relevances: readonly number[]): Reranked<T>[] {
  const scored = ranked.map((entry, i) => ({ entry, relevance: relevances[i] ?? null }));
  const head = scored.slice(0, relevances.length);
  return [
    ...head.sort((a, b) => (b.relevance ?? 0) - (a.relevance ?? 0)),
    ...scored.slice(relevances.length),
  ];
}

/** A passage behind its document's title and its headings, as it was embedded: they often name its subject. */
function inContext({ title, heading, text }: Passage): string {
  return [title, ...heading].map((part) => `${part}. `).join("") + text;
}
