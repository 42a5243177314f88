import type { WordSense } from "../core/ports/word-vectors.js";
import { type ByteVector, toByteVector } from "../vectors/byte-vector.js";
import { stem } from "./terms.js";
import { fold } from "./words.js";

/** Shorter beginnings and stems are shared by chance. */
export const LEAST_LETTERS = 5;

/** A word with what matching needs to know of it. */
export class KnownWord {
  readonly folded: string;
  /** The first letters, as many as make a part of a compound; undefined for a shorter word. */
  readonly beginning: string | undefined;
  readonly language: string;
  /** Numbers are met by themselves only. */
  readonly hasDigit: boolean;
  /** How much the word tells and how well that is known; undefined for a word without a sense. */
  readonly sense: Pick<WordSense, "weight" | "certainty"> | undefined;
  /** Which way its meaning points; small, since many words are remembered. */
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

  /** Made when it is asked for: few words get so far. */
  get stem(): string {
    this.#stem ??= stem(this.#word, this.language);
    return this.#stem;
  }
}
