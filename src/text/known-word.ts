import type { WordSense } from "../core/ports/word-vectors.js";
import { type ByteVector, toByteVector } from "../vectors/byte-vector.js";
import { stem } from "./terms.js";
import { fold } from "./words.js";

/** The fewest letters of beginnings and stems that are compared: shorter ones are shared by chance. */
export const LEAST_LETTERS = 5;

/** A word with all that matching needs of it. */
export class KnownWord {
  readonly folded: string;
  /** The first letters, as many as make a part of a compound; undefined for a shorter word. */
  readonly beginning: string | undefined;
  readonly language: string;
  /** A word with a digit matches only itself. */
  readonly hasDigit: boolean;
  /** How much the word tells and how certain that is; undefined for a word without a vector. */
  readonly sense: Pick<WordSense, "weight" | "certainty"> | undefined;
  /** The direction of its vector, at a byte a component since many words are remembered. */
  readonly direction: ByteVector | undefined;
  /** The same of the words that a compound is made of. */
  readonly parts: readonly ByteVector[];
  readonly #word: string;
  #stem: string | undefined;

  /** @param language ISO 639-1 code of the text the word stands in */
  constructor(
    word: string,
    language: string,
    sense: WordSense | undefined,
    parts: readonly WordSense[] = [],
  ) {
    this.#word = word;
    this.folded = fold(word);
    this.beginning = this.folded.length < LEAST_LETTERS ? undefined : this.folded.slice(0, LEAST_LETTERS);
    this.language = language;
    this.hasDigit = /\p{N}/u.test(this.folded);
    this.sense = sense && { weight: sense.weight, certainty: sense.certainty };
    this.direction = sense && toByteVector(sense.direction);
    this.parts = parts.map(({ direction }) => toByteVector(direction));
  }

  /** Computed when it is first asked for, since few words are compared by stem. */
  get stem(): string {
    this.#stem ??= stem(this.#word, this.language);
    return this.#stem;
  }
}
