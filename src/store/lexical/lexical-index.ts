import type { Fields, Terms } from "../../core/passage.js";
import type { CollectionStatistics, StoreQuery, TermCounts } from "../../core/ports/store/searching.js";
import { TopK } from "../top-k.js";
import { LanguageIndex, type TermIds } from "./language-index.js";
import { type LanguageScores, NO_TERMS } from "./language-scores.js";
import { LiveSegment } from "./live-segment.js";
import type { Segment } from "./segment.js";
import type { TermFrequencies } from "./term-frequencies.js";

/**
 * The lexical index of one generation. Statistics of different languages don't mix: a passage is scored among
 * the passages of its language, with the question's terms for that language. Immutable.
 */
export class LexicalIndex {
  readonly #languages: ReadonlyMap<string, LanguageIndex>;

  private constructor(languages: ReadonlyMap<string, LanguageIndex>) {
    this.#languages = languages;
  }

  /** @param isLive whether a document, by its key, is still there */
  static of(segments: readonly Segment[], isLive: (document: number) => boolean): LexicalIndex {
    const languages = new Set(segments.map(({ language }) => language));
    const indexes = Array.from(languages, (language) => {
      const own = segments.filter((segment) => segment.language === language);
      const live = own.map((segment) => LiveSegment.of(segment, isLive));
      return [language, LanguageIndex.of(live, isLive)] as const;
    });
    // A segment stays after its last passage was removed.
    return new LexicalIndex(new Map(indexes.filter(([, { size }]) => size > 0)));
  }

  /**
   * The same passages with other postings: a store that reads these term by term has all lengths in memory, and of the
   * postings those that a question asks for.
   * @param postingsOf the postings that a segment's are replaced by
   */
  withPostings(postingsOf: (segment: Segment) => Segment["passages"]): LexicalIndex {
    const languages = Array.from(
      this.#languages,
      ([language, index]) => [language, index.withPostings(postingsOf)] as const,
    );
    return new LexicalIndex(new Map(languages));
  }

  /**
   * Scores every passage.
   * @param terms the question's terms for passages of each language
   */
  search(terms: ReadonlyMap<string, Terms>, dictionary: TermIds): LexicalScores {
    return new LexicalScores(
      new Map(
        [...this.#languages].flatMap(([language, index]) => {
          const question = terms.get(language);
          return question === undefined ? [] : [[language, index.search(question, dictionary)] as const];
        }),
      ),
    );
  }
}

/** Of a passage or paragraph of whose language the question has no terms. */
export const NOTHING: Fields<TermCounts> = { words: NO_TERMS, grams: NO_TERMS };

/** The lexical leg's result for one question: every passage's score in both fields. */
export class LexicalScores {
  readonly #languages: ReadonlyMap<string, LanguageScores>;

  /** @param languages those that the question has terms for */
  constructor(languages: ReadonlyMap<string, LanguageScores>) {
    this.#languages = languages;
  }

  /** Of each language that the index holds passages of and the question has terms for. */
  get statistics(): ReadonlyMap<string, CollectionStatistics> {
    return new Map(Array.from(this.#languages, ([language, { statistics }]) => [language, statistics]));
  }

  /**
   * The keys of the passages that score best, best first; only those that share a term at all.
   * @param among the keys of the passages that are wanted, undefined for all
   */
  best(
    { limit, gramWeight }: Pick<StoreQuery, "limit" | "gramWeight">,
    among: Uint32Array | undefined,
  ): number[] {
    const top = new TopK(limit);
    for (const scores of this.#languages.values()) {
      scores.offer(top, gramWeight, among);
    }
    return top.items();
  }

  /**
   * How often the question's terms occur in passages, by key; without those of languages that it has no terms for.
   * @param keys ascending
   */
  passages(keys: readonly number[]): Map<number, Fields<TermCounts>> {
    return new Map([...this.#languages.values()].flatMap((scores) => [...scores.passages(keys)]));
  }

  /** How often they occur in a paragraph. */
  paragraph(frequencies: Fields<TermFrequencies>, language: string): Fields<TermCounts> {
    return this.#languages.get(language)?.paragraph(frequencies) ?? NOTHING;
  }
}
