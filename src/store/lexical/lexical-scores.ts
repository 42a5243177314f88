import { TopK } from "../top-k.js";
import type { Fields } from "./fields.js";
import type { LanguageScores } from "./language-scores.js";
import type { TermFrequencies } from "./term-frequencies.js";

const NOTHING: Fields<number> = { words: 0, grams: 0 };

/** The lexical leg's result for one question: every passage's share in both fields. */
export class LexicalScores {
  readonly #languages: ReadonlyMap<string, LanguageScores>;

  /** @param languages those that the question has terms for */
  constructor(languages: ReadonlyMap<string, LanguageScores>) {
    this.#languages = languages;
  }

  /**
   * The keys of the passages that score best, best first; only those that share a term at all.
   * @param accepts whether passages of a document, by its key, are wanted
   */
  best(limit: number, accepts: (document: number) => boolean): number[] {
    const top = new TopK(limit);
    for (const scores of this.#languages.values()) {
      scores.offer(top, accepts);
    }
    return top.items();
  }

  /** A passage's shares, by its key; 0 where the question has no terms for its language. */
  passage(key: number, language: string): Fields<number> {
    return this.#languages.get(language)?.passage(key) ?? NOTHING;
  }

  /** A paragraph's shares; 0 where the question has no terms for its language. */
  paragraph(frequencies: Fields<TermFrequencies>, language: string): Fields<number> {
    return this.#languages.get(language)?.paragraph(frequencies) ?? NOTHING;
  }
}
