import type { Alignment, RankedPassage } from "../core/passage.js";
import { byScore, type FusedPassage, scored } from "./fusion.js";
import type { MatchedTexts, MatchedWord } from "./ranking/matched-texts.js";

/**
 * Late interaction of a question with a passage, as in ColBERT (Khattab and Zaharia, 2020): each content word of the
 * question is matched with the word of the passage, of its title or of its headings that is nearest to it. One vector for
 * a whole passage blurs what this keeps apart: which word of the question is missing. Words are compared by stem,
 * spelling and static vectors, so it works across languages and is fast enough for the head of a list. They count
 * alike: to weigh them, or to count the rare ones of the head more, was no better.
 *
 * @returns the share of the question that it matches; 0 for a question without content words
 */
export function align(entry: Pick<RankedPassage, "passage" | "paragraph">, texts: MatchedTexts): Alignment {
  const { title, heading, language } = entry.passage;
  const above = texts.words([title, ...heading].join("\n"), language);
  const { within, paragraph } = texts.around(entry);
  const share = (matched: readonly MatchedWord[]) => mean(texts.matchesOf(matched));
  return { passage: share([...above, ...within]), paragraph: share([...above, ...paragraph]) };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How many passages are compared word by word: several times as many as a writer reads. */
const HEAD = 60;

/** From how many paragraphs at most: their words take the time. */
const PARAGRAPHS = 40;

/** Adds the alignment to the best of the passages, whose scores it can only raise. @returns in the order of the scores before */
export function alignHead(passages: readonly FusedPassage[], texts: MatchedTexts): FusedPassage[] {
  const paragraphs = new Set<string>();
  return passages
    .toSorted(byScore)
    .map((entry, i) =>
      i < HEAD && isAmong(paragraphs, entry) ? scored({ ...entry, alignment: align(entry, texts) }) : entry,
    );
}

/** Adds a passage's paragraph while there is room. */
function isAmong(paragraphs: Set<string>, { passage, paragraph }: FusedPassage): boolean {
  const key = `${passage.documentId}:${paragraph.start}`;
  if (paragraphs.size < PARAGRAPHS) {
    paragraphs.add(key);
  }
  return paragraphs.has(key);
}
