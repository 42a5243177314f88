import { setImmediate } from "node:timers/promises";
import { DocumentFrequencies } from "./document-frequencies.js";
import { InvertedIndex } from "./inverted-index.js";
import type { TermFrequencies } from "./term-frequencies.js";

/** The two lexical fields: stemmed words and character 4-grams. */
export interface Fields<T> {
  readonly words: T;
  readonly grams: T;
}

/** A text as the lexical leg knows it. */
export interface LexicalText extends Fields<TermFrequencies> {
  /** ISO 639-1 or `und`. */
  readonly language: string;
}

/** The passages and paragraphs of one language, with their own statistics. Immutable. */
export class LanguageIndex {
  /** Where each of the passages stands among those of all languages. */
  readonly positions: Uint32Array;
  readonly passages: Fields<InvertedIndex>;
  /** Paragraphs are only scored around passages that were found: their statistics are enough. */
  readonly paragraphs: Fields<DocumentFrequencies>;

  private constructor(
    positions: Uint32Array,
    passages: Fields<InvertedIndex>,
    paragraphs: Fields<DocumentFrequencies>,
  ) {
    this.positions = positions;
    this.passages = passages;
    this.paragraphs = paragraphs;
  }

  /** @param positions of the passages, ascending; there is one for each of `passages` */
  static async build(
    positions: readonly number[],
    passages: readonly LexicalText[],
    paragraphs: readonly LexicalText[],
  ): Promise<LanguageIndex> {
    return new LanguageIndex(
      Uint32Array.from(positions),
      await eachField(passages, (texts) => new InvertedIndex(texts)),
      await eachField(paragraphs, (texts) => new DocumentFrequencies(texts)),
    );
  }
}

/** Makes something of each field, and lets others run after each: a field of a large index takes a while. */
async function eachField<T>(
  texts: readonly LexicalText[],
  make: (frequencies: readonly TermFrequencies[]) => T,
): Promise<Fields<T>> {
  const words = make(texts.map((text) => text.words));
  await setImmediate();
  const grams = make(texts.map((text) => text.grams));
  await setImmediate();
  return { words, grams };
}
