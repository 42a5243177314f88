import { TopK } from "../top-k.js";
import type { TermStatistics, WeightedTerms } from "./bm25.js";
import { scoreText } from "./inverted-index.js";
import type { Fields, LexicalText } from "./language-index.js";

/**
 * What character 4-grams weigh beside words where candidates are picked. They say much the same as the
 * words and find parts of compounds and inflections besides; at equal weight they would drown the words.
 */
const GRAM_WEIGHT = 0.3;

/** The lexical leg's result for one question: every passage's share in both fields. */
export class LexicalScores {
  readonly #words: Float64Array;
  readonly #grams: Float64Array;
  readonly #paragraphs = new Map<string, (paragraph: LexicalText) => Fields<number>>();

  /** @param size number of passages; without more, none of them scores */
  constructor(size: number) {
    this.#words = new Float64Array(size);
    this.#grams = new Float64Array(size);
  }

  /** Takes the shares of one language's passages, which stand at `positions` among all. */
  addPassages(positions: Uint32Array, shares: Fields<Float64Array>): void {
    for (const [i, position] of positions.entries()) {
      this.#words[position] = shares.words[i] ?? 0;
      this.#grams[position] = shares.grams[i] ?? 0;
    }
  }

  /** Takes what one language's paragraphs are to be scored by. */
  addParagraphs(language: string, statistics: Fields<TermStatistics>, question: Fields<WeightedTerms>): void {
    this.#paragraphs.set(language, (paragraph) => ({
      words: scoreText(paragraph.words, question.words, statistics.words),
      grams: scoreText(paragraph.grams, question.grams, statistics.grams),
    }));
  }

  /** A passage's shares. */
  passage(position: number): Fields<number> {
    return { words: this.#words[position] ?? 0, grams: this.#grams[position] ?? 0 };
  }

  /** A paragraph's shares; 0 where the question has no terms for its language. */
  paragraph(paragraph: LexicalText): Fields<number> {
    return this.#paragraphs.get(paragraph.language)?.(paragraph) ?? { words: 0, grams: 0 };
  }

  /** The positions of the passages that score best, best first; only those that share a term at all. */
  best(limit: number, accepts: (position: number) => boolean): number[] {
    const top = new TopK(limit);
    for (const [position, words] of this.#words.entries()) {
      const score = words + GRAM_WEIGHT * (this.#grams[position] ?? 0);
      if (score > 0 && accepts(position)) top.offer(position, score);
    }
    return top.items();
  }
}
