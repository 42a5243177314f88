import type { Terms } from "../../core/passage.js";
import { weighTerms } from "./bm25.js";
import { type Fields, LanguageIndex, type LexicalText } from "./language-index.js";
import { LexicalScores } from "./lexical-scores.js";

/**
 * An immutable lexical index over every passage. Statistics of different languages don't mix: a passage is
 * scored among the passages of its language, with the question's terms for that language.
 */
export class LexicalIndex {
  readonly #size: number;
  readonly #languages: ReadonlyMap<string, LanguageIndex>;

  private constructor(size: number, languages: ReadonlyMap<string, LanguageIndex>) {
    this.#size = size;
    this.#languages = languages;
  }

  /** @param passages a passage is known by its position from here on */
  static async build(
    passages: readonly LexicalText[],
    paragraphs: readonly LexicalText[],
  ): Promise<LexicalIndex> {
    const languages = new Map<string, LanguageIndex>();
    for (const language of new Set(passages.map((passage) => passage.language))) {
      const speaks = (text: LexicalText) => text.language === language;
      const positions = [...passages.keys()].filter((i) => passages[i]?.language === language);
      const index = await LanguageIndex.build(positions, passages.filter(speaks), paragraphs.filter(speaks));
      languages.set(language, index);
    }
    return new LexicalIndex(passages.length, languages);
  }

  /**
   * Scores every passage.
   * @param terms the question's terms for passages of each language
   * @param idOf a term's id, undefined for a term that no text ever held
   */
  search(terms: ReadonlyMap<string, Terms>, idOf: (term: string) => number | undefined): LexicalScores {
    const scores = new LexicalScores(this.#size);
    for (const [language, index] of this.#languages) {
      const question = terms.get(language);
      if (question === undefined) continue;
      const ids: Fields<(number | undefined)[]> = {
        words: Array.from(new Set(question.words), idOf),
        grams: Array.from(new Set(question.grams), idOf),
      };
      scores.addPassages(index.positions, {
        words: index.passages.words.score(weighTerms(ids.words, index.passages.words.statistics)),
        grams: index.passages.grams.score(weighTerms(ids.grams, index.passages.grams.statistics)),
      });
      scores.addParagraphs(language, index.paragraphs, {
        words: weighTerms(ids.words, index.paragraphs.words),
        grams: weighTerms(ids.grams, index.paragraphs.grams),
      });
    }
    return scores;
  }
}
