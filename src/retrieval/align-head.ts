import type { LateInteraction } from "./late-interaction.js";
import { byScore, type ScoredCandidate, scored } from "./scored-candidate.js";

/** How many passages are compared word by word: three times as many as a writer reads. */
const HEAD = 30;

/** From how many paragraphs at most: their words take the time, and later ones changed nothing that was measured. */
const PARAGRAPHS = 16;

/** Adds the alignment to the best of the candidates, whose scores it can only raise. */
export function alignHead(
  candidates: readonly ScoredCandidate[],
  interaction: LateInteraction,
): ScoredCandidate[] {
  const paragraphs = new Set<string>();
  return candidates.toSorted(byScore).map((entry, i) => {
    if (i >= HEAD || !isAmong(paragraphs, entry)) {
      return entry;
    }
    return scored({ ...entry.candidate, alignment: interaction.align(entry.candidate) }, entry.relation);
  });
}

/** Takes a candidate's paragraph in while there is room. */
function isAmong(paragraphs: Set<string>, { candidate: { passage, paragraph } }: ScoredCandidate): boolean {
  const key = `${passage.documentId}:${paragraph.start}`;
  if (paragraphs.size < PARAGRAPHS) {
    paragraphs.add(key);
  }
  return paragraphs.has(key);
}
