import type { LateInteraction } from "./late-interaction.js";
import { byScore, type ScoredCandidate, scored } from "./scored-candidate.js";

/** How many passages are compared word by word: three times as many as a writer reads. */
const HEAD = 30;

/** Adds the alignment to the best of the candidates, whose scores it can only raise. */
export function alignHead(
  candidates: readonly ScoredCandidate[],
  interaction: LateInteraction,
): ScoredCandidate[] {
  return candidates
    .toSorted(byScore)
    .map((entry, i) =>
      i < HEAD
        ? scored({ ...entry.candidate, alignment: interaction.align(entry.candidate) }, entry.relation)
        : entry,
    );
}
