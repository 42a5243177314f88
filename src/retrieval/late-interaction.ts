import type { Span } from "../core/document.js";
import type { Alignment, RankedPassage } from "../core/passage.js";
import { best, type WordScores } from "../text/word-matcher.js";
import { words } from "../text/words.js";
import { byScore, scored } from "./fusion.js";
import type { Question } from "./question.js";

/** A paragraph may be a whole book without a blank line; so many characters of it stand for it. */
const MAX_PARAGRAPH = 2500;

/**
 * Late interaction of a question with passages, as in ColBERT (Khattab and Zaharia, 2020): each content word of the
 * question is matched with the word of the passage, of its title or of its headings that is nearest to it. One vector for
 * a whole passage blurs what this keeps apart: which word of the question is missing. Words are compared by stem,
 * spelling and static vectors, so it works across languages and is fast enough for the head of a list. They count
 * alike: to weigh them, or to count the rare ones of the head more, was no better.
 */
export class LateInteraction {
  readonly #question: Question;
  readonly #matched = new Map<string, readonly MatchedWord[]>();

  constructor(question: Question) {
    this.#question = question;
  }

  /** The share of the question that a passage matches; 0 for a question without content words. */
  align({ passage, paragraph }: Pick<RankedPassage, "passage" | "paragraph">): Alignment {
    const { language } = passage;
    const above = this.#matchedWords([passage.title, ...passage.heading].join("\n"), language);
    const around = excerpt(paragraph, passage);
    const present = this.#matchedWords(around.text, language);
    const within = present.filter(
      ({ start, end }) => start + around.start >= passage.start && end + around.start <= passage.end,
    );
    return { passage: this.#share([...above, ...within]), paragraph: this.#share([...above, ...present]) };
  }

  #share(matched: readonly MatchedWord[]): number {
    const asked = this.#question.words.length;
    if (asked === 0) {
      return 0;
    }
    const values = best(
      asked,
      matched.map(({ scores }) => scores),
    );
    return values.reduce((sum, value) => sum + value, 0) / asked;
  }

  /** The words of a text that match any of the question; cached for a paragraph with several passages. */
  #matchedWords(text: string, language: string): readonly MatchedWord[] {
    const key = `${language} ${text}`;
    const known = this.#matched.get(key);
    if (known !== undefined) {
      return known;
    }
    const matched = words(text)
      .map(({ text: word, start, end }) => ({
        start,
        end,
        scores: this.#question.comparison.score(word, language),
      }))
      .filter(({ scores }) => scores.length > 0);
    this.#matched.set(key, matched);
    return matched;
  }
}

/** A word of a text with its scores for the question's words. */
interface MatchedWord extends Span {
  readonly scores: WordScores;
}

/** A paragraph, or of a very long one what is around the passage: as much at its ends as in its middle. */
function excerpt(
  paragraph: RankedPassage["paragraph"],
  passage: RankedPassage["passage"],
): { readonly start: number; readonly text: string } {
  const { start, text } = paragraph;
  if (text.length <= MAX_PARAGRAPH) {
    return paragraph;
  }
  const before = Math.max(0, Math.floor((MAX_PARAGRAPH - passage.text.length) / 2));
  const latest = text.length - MAX_PARAGRAPH;
  const from = Math.min(latest, Math.max(0, passage.start - start - before));
  return { start: start + from, text: text.slice(from, from + MAX_PARAGRAPH) };
}

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
