import type { Span } from "../../core/document.js";
import type { WordScores } from "../../text/word-matcher.js";
import { words } from "../../text/words.js";
import type { Question } from "../question.js";

/** A word of a text with its scores for the question's words; `index` counts the text's words. */
export interface Matched extends Span {
  readonly index: number;
  readonly scores: WordScores;
}

/** The words of texts that match any of a question, each text looked at once. */
export class MatchedTexts {
  readonly #question: Question;
  readonly #known = new Map<string, readonly Matched[]>();

  constructor(question: Question) {
    this.#question = question;
  }

  of(text: string, language: string): readonly Matched[] {
    const key = `${language} ${text}`;
    const known = this.#known.get(key);
    if (known !== undefined) {
      return known;
    }
    const { comparison } = this.#question;
    const matched: Matched[] = [];
    let index = 0;
    for (const { text: word, start, end } of words(text)) {
      const scores = comparison.score(word, language);
      if (scores.length > 0) {
        matched.push({ start, end, index, scores });
      }
      index++;
    }
    this.#known.set(key, matched);
    return matched;
  }

  within(matched: readonly Matched[], start: number, end: number): readonly Matched[] {
    return matched.filter((word) => word.start >= start && word.end <= end);
  }
}
