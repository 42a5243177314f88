import { byScore, type FusedPassage } from "../fusion.js";

/** How many candidates are read word by word, which takes most of the time of a question. */
const HEAD = 80;

/** The candidates that are worth reading, and the others. */
export interface Preselection {
  readonly head: readonly FusedPassage[];
  /** The best first. */
  readonly tail: readonly FusedPassage[];
}

/**
 * Picks the candidates that a model then reads, as in a cascade of rankers (Wang, Lin and Metzler, 2011): by their fused
 * scores and those of the best candidates of their documents, since what answers often stands in a document that
 * another passage was found by. Of 181 questions on six real folders, 80 picked so lose one or two that 120 find.
 */
export function preselect(candidates: readonly FusedPassage[]): Preselection {
  const best = new Map<string, number>();
  for (const { passage, score } of candidates) {
    best.set(passage.documentId, Math.max(best.get(passage.documentId) ?? 0, score));
  }
  const worth = ({ passage, score }: FusedPassage) => score + (best.get(passage.documentId) ?? 0);
  const sorted = candidates.toSorted((a, b) => worth(b) - worth(a) || byScore(a, b));
  return { head: sorted.slice(0, HEAD), tail: sorted.slice(HEAD).sort(byScore) };
}
