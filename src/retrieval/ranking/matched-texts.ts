import type { Span } from "../../core/document.js";
import type { RankedPassage } from "../../core/passage.js";
import type { WordScores } from "../../text/known-word.js";
import { best } from "../../text/word-matcher.js";
import { wordsAndJoined } from "../../text/words.js";
import type { Question } from "../question.js";

/** A word of a text that matches words of the question. */
export interface MatchedWord extends Span {
  readonly scores: WordScores;
}

/** How well each word of the question is matched, in their order, between 0 and 1. */
export type WordMatches = readonly number[];

/** A paragraph may be a whole book without a blank line; so many characters of it stand for it. */
const MAX_PARAGRAPH = 2500;

/** Matches texts with the words of one question; a text that comes again, such as a title, is read once. */
export class MatchedTexts {
  readonly #question: Question;
  readonly #read = new Map<string, readonly MatchedWord[]>();

  constructor(question: Question) {
    this.#question = question;
  }

  /** How well a text matches each word of the question. */
  matches(text: string, language: string): WordMatches {
    return this.matchesOf(this.words(text, language));
  }

  /** The same of words that were found before. */
  matchesOf(matched: readonly MatchedWord[]): WordMatches {
    return best(
      this.#question.words.length,
      matched.map(({ scores }) => scores),
    );
  }

  /** The words of a text that match any word of the question, in order. */
  words(text: string, language: string): readonly MatchedWord[] {
    const key = `${language} ${text}`;
    const read = this.#read.get(key);
    if (read !== undefined) {
      return read;
    }
    const { comparison } = this.#question;
    // Most words match nothing.
    const matched: MatchedWord[] = [];
    const { words, starts, ends } = wordsAndJoined(text);
    for (const [i, word] of words.entries()) {
      const scores = comparison.score(word, language);
      if (scores.length > 0) {
        matched.push({ start: starts[i] ?? 0, end: ends[i] ?? 0, scores });
      }
    }
    this.#read.set(key, matched);
    return matched;
  }

  /** The matching words of a passage, and of the paragraph around it as far as that is read. */
  around({ passage, paragraph }: Pick<RankedPassage, "passage" | "paragraph">): {
    readonly within: readonly MatchedWord[];
    readonly paragraph: readonly MatchedWord[];
  } {
    const around = excerpt(paragraph, passage);
    const present = this.words(around.text, passage.language);
    const within = present.filter(
      ({ start, end }) => start + around.start >= passage.start && end + around.start <= passage.end,
    );
    return { within, paragraph: present };
  }
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
