import { FootnoteError } from "../core/errors.js";
import type { Passage, RankedPassage } from "../core/passage.js";
import type { Reranker } from "../core/ports/reranker.js";

/** A reranker, and how it is used. */
export interface Reranking {
  readonly reranker: Reranker;
  /** How many passages it reads for a question, best first; at least 1. */
  readonly candidates: number;
  /** Called with an error of the reranker's; the passages keep their order then. */
  onFailure(error: FootnoteError): void;
}

/**
 * Reorders the head of a ranked list by what a reranker says of it. A question can be answered without, so
 * nothing is reordered where it fails.
 * @returns with the relevance among the scores of the passages that the reranker read
 * @throws FootnoteError `aborted`
 */
export async function rerank(
  question: string,
  ranked: readonly RankedPassage[],
  reranking: Reranking | undefined,
  signal: AbortSignal | undefined,
): Promise<RankedPassage[]> {
  if (reranking === undefined) {
    return [...ranked];
  }
  const { reranker, candidates, onFailure } = reranking;
  const texts = ranked.slice(0, candidates).map(({ passage }) => inContext(passage));
  try {
    const relevances = await reranker.score(question, texts, signal);
    return reorderHead(ranked, relevances).map(({ entry, relevance }) =>
      relevance === null ? entry : { ...entry, scores: { ...entry.scores, rerank: relevance } },
    );
  } catch (error) {
    if (!FootnoteError.is(error) || error.code !== "reranking_failed") {
      throw error;
    }
    onFailure(error);
    return [...ranked];
  }
}

/** An entry of a ranked list with its relevance; null where it has none. */
interface Reordered<T> {
  readonly entry: T;
  readonly relevance: number | null;
}

/**
 * A ranked list with its head in the order of relevances, highest first; equal ones keep their order. What has none
 * stays behind, in its order.
 * @param relevances of the first entries of the list, not more than there are entries
 */
export function reorderHead<T>(ranked: readonly T[], relevances: readonly number[]): Reordered<T>[] {
  const entries = ranked.map((entry, i) => ({ entry, relevance: relevances[i] ?? null }));
  const head = entries.slice(0, relevances.length);
  return [
    ...head.sort((a, b) => (b.relevance ?? 0) - (a.relevance ?? 0)),
    ...entries.slice(relevances.length),
  ];
}

/** A passage behind its document's title and its headings, as it was embedded: they often name its subject. */
function inContext({ title, heading, text }: Passage): string {
  return [title, ...heading].map((part) => `${part}. `).join("") + text;
}
