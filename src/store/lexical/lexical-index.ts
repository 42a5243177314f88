import type { Terms } from "../../core/passage.js";
import { LanguageIndex } from "./language-index.js";
import { LexicalScores } from "./lexical-scores.js";
import { LiveSegment } from "./live-segment.js";
import type { Segment } from "./segment.js";

/**
 * The lexical index of one generation. Statistics of different languages don't mix: a passage is scored among
 * the passages of its language, with the question's terms for that language. Immutable.
 */
export class LexicalIndex {
  readonly #languages: ReadonlyMap<string, LanguageIndex>;

  /** @param isLive whether a document, by its key, is still there */
  constructor(segments: readonly Segment[], isLive: (document: number) => boolean) {
    const languages = new Set(segments.map(({ language }) => language));
    this.#languages = new Map(
      Array.from(languages, (language) => {
        const own = segments.filter((segment) => segment.language === language);
        return [
          language,
          new LanguageIndex(
            own.map((s) => new LiveSegment(s, isLive)),
            isLive,
          ),
        ];
      }),
    );
  }

  /**
   * Scores every passage.
   * @param terms the question's terms for passages of each language
   * @param idOf a term's id, undefined for a term that no text ever held
   */
  search(terms: ReadonlyMap<string, Terms>, idOf: (term: string) => number | undefined): LexicalScores {
    return new LexicalScores(
      new Map(
        [...this.#languages].flatMap(([language, index]) => {
          const question = terms.get(language);
          return question === undefined ? [] : [[language, index.search(question, idOf)] as const];
        }),
      ),
    );
  }
}
