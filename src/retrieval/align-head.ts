import type { RankedPassage } from "../core/passage.js";
import type { LateInteraction } from "./late-interaction.js";
import { byScore, scored } from "./ranked-passage.js";

/** How many passages are compared word by word: three times as many as a writer reads. */
const HEAD = 30;

/** From how many paragraphs at most: their words take the time, and later ones changed nothing that was measured. */
const PARAGRAPHS = 16;

/** Adds the alignment to the best of the passages, whose scores it can only raise. @returns the best first */
export function alignHead(passages: readonly RankedPassage[], interaction: LateInteraction): RankedPassage[] {
  const paragraphs = new Set<string>();
  return passages.toSorted(byScore).map((entry, i) => {
    if (i >= HEAD || !isAmong(paragraphs, entry)) {
      return entry;
    }
    return scored({ ...entry, alignment: interaction.align(entry) });
  });
}

/** Adds a passage's paragraph while there is room. */
function isAmong(paragraphs: Set<string>, { passage, paragraph }: RankedPassage): boolean {
  const key = `${passage.documentId}:${paragraph.start}`;
  if (paragraphs.size < PARAGRAPHS) {
    paragraphs.add(key);
  }
  return paragraphs.has(key);
}
