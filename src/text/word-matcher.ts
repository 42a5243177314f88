import { UNDETERMINED } from "../core/language.js";
import type { WordSense, WordVectors } from "../core/ports/word-vectors.js";
import { findLanguage } from "../languages/find-language.js";
import type { ByteVector } from "../vectors/byte-vector.js";
import { byteCosine } from "../vectors/cosine.js";
import { compoundParts } from "./compound-parts.js";
import { KnownWord, LEAST_LETTERS } from "./known-word.js";
import { WordMemory } from "./word-memory.js";
import { words } from "./words.js";

/** Cosines below mean nothing; above, two words are as good as translations of each other. */
const COSINE_NONE = 0.1;
const COSINE_FULL = 0.6;

/** What a word counts that is part of a compound: `Konflikt` in `Grenzkonflikt`. */
const PART_OF_COMPOUND = 0.8;

/** With a vector of 512 dimensions each, about 90 MB. */
const REMEMBERED = 100_000;

/** Tells how well a word of a question is met by a text, in whatever form or language. */
export class WordMatcher {
  readonly #vectors: WordVectors;
  readonly #known = new WordMemory<KnownWord>(REMEMBERED);

  constructor(vectors: WordVectors) {
    this.#vectors = vectors;
  }

  /** @param language ISO 639-1 code of the text the word stands in */
  lookup(word: string, language: string): KnownWord {
    const found = this.#known.get(word, language);
    if (found !== undefined) {
      return found;
    }
    const sense = this.#hasSense(word, language) ? this.#vectors.lookup(word.toLowerCase()) : undefined;
    const known = new KnownWord(word, language, sense, this.#partsOf(word, language, sense));
    this.#known.set(word, language, known);
    return known;
  }

  /** A compound that the vectors don't know as a whole has the sense of its parts. */
  #partsOf(word: string, language: string, sense: WordSense | undefined): WordSense[] {
    const compounds = findLanguage(language)?.compounds;
    if (compounds === undefined || sense === undefined || sense.certainty === 1) {
      return [];
    }
    const lookup = (part: string) => this.#vectors.lookup(part);
    return compoundParts(word.toLowerCase(), compounds, (part) => lookup(part)?.certainty === 1).flatMap(
      (part) => lookup(part) ?? [],
    );
  }

  /** Pieces of a word of an unknown language would have some sense, but not the word's. */
  #hasSense(word: string, language: string): boolean {
    if (/^\p{N}/u.test(word)) {
      return false;
    }
    return language === UNDETERMINED || this.#vectors.languages.includes(language);
  }

  /**
   * How well each word is met by its best counterpart in a text: 1 for the word itself or another form of it,
   * less for a word of related meaning, 0 for none.
   */
  matches(asked: readonly KnownWord[], text: string, language: string): number[] {
    return this.compare(asked).matches(text, language);
  }

  /** For many texts that share words. */
  compare(asked: readonly KnownWord[]): WordComparison {
    return new WordComparison(this, asked);
  }
}

/** The words of a question beside the words of one text after another, each of which is compared once. */
export class WordComparison {
  readonly #matcher: WordMatcher;
  readonly #asked: readonly KnownWord[];
  readonly #compared = new Map<string, Map<string, WordScores>>();

  constructor(matcher: WordMatcher, asked: readonly KnownWord[]) {
    this.#matcher = matcher;
    this.#asked = asked;
  }

  /** What `WordMatcher.matches` gives. */
  matches(text: string, language: string): number[] {
    return best(
      this.#asked.length,
      words(text).map((word) => this.score(word.text, language)),
    );
  }

  /** How well a word meets each word of the question. */
  score(word: string, language: string): WordScores {
    const compared = this.#ofLanguage(language);
    const known = compared.get(word);
    if (known !== undefined) {
      return known;
    }
    const meeting = this.#compare(this.#matcher.lookup(word, language));
    compared.set(word, meeting);
    return meeting;
  }

  /** Most words meet none, and nothing is made for them. */
  #compare(other: KnownWord): WordScores {
    let meeting: number[] | undefined;
    for (let i = 0; i < this.#asked.length; i++) {
      const value = match(this.#asked[i] as KnownWord, other);
      if (value === 0) {
        continue;
      }
      meeting ??= new Array<number>(this.#asked.length).fill(0);
      meeting[i] = value;
    }
    return meeting ?? NOTHING;
  }

  #ofLanguage(language: string): Map<string, WordScores> {
    const known = this.#compared.get(language) ?? new Map<string, WordScores>();
    this.#compared.set(language, known);
    return known;
  }
}

/** How well a word, or the best of several, meets each word of a question; empty if it meets none of them. */
export type WordScores = readonly number[];

const NOTHING: WordScores = [];

/** What the best of several words gives to each word of a question. */
export function best(asked: number, meetings: Iterable<WordScores>): number[] {
  const values = new Array<number>(asked).fill(0);
  for (const meeting of meetings) {
    for (let i = 0; i < meeting.length; i++) {
      values[i] = Math.max(values[i] ?? 0, meeting[i] ?? 0);
    }
  }
  return values;
}

function match(asked: KnownWord, other: KnownWord): number {
  if (asked.folded === other.folded) {
    return 1;
  }
  if (asked.hasDigit || other.hasDigit) {
    return 0;
  }
  if (mayShareStem(asked, other) && asked.stem === other.stem) {
    return 1;
  }
  return Math.max(bySense(asked, other), byBeginning(asked.folded, other.folded), byCompound(asked, other));
}

function bySense(asked: KnownWord, other: KnownWord): number {
  if (asked.direction === undefined || other.direction === undefined) {
    return 0;
  }
  const whole = likeness(asked.direction, other.direction);
  // Within a language a part is found by its letters.
  if (asked.language === other.language) {
    return whole;
  }
  const inOther = other.parts.map((part) => PART_OF_COMPOUND * likeness(asked.direction as ByteVector, part));
  const inAsked = asked.parts.map((part) => PART_OF_COMPOUND * likeness(part, other.direction as ByteVector));
  return Math.max(whole, ...inOther, ...inAsked);
}

function likeness(a: ByteVector, b: ByteVector): number {
  if (areUnlike(a, b)) {
    return 0;
  }
  const cosine = byteCosine(a, b);
  return Math.min(1, Math.max(0, (cosine - COSINE_NONE) / (COSINE_FULL - COSINE_NONE)));
}

/**
 * Most pairs of words have nothing in common. A quarter of the components shows that well enough: few pairs that
 * mean the same fall through, and matching takes a third of the time.
 */
function areUnlike(a: ByteVector, b: ByteVector): boolean {
  const quarter = a.components.length / 4;
  return 4 * byteCosine(a, b, quarter) < COSINE_NONE;
}

/** `vermitteln` and `Vermittlung` have different stems but a long beginning in common. */
function byBeginning(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < shorter && a[shared] === b[shared]) {
    shared++;
  }
  if (shared < LEAST_LETTERS || shared < 0.6 * shorter) {
    return 0;
  }
  return Math.min(1, shared / (Math.max(a.length, b.length) - 2));
}

function byCompound(a: KnownWord, b: KnownWord): number {
  return a.language === b.language && (isPart(a, b) || isPart(b, a)) ? PART_OF_COMPOUND : 0;
}

/** The letters are looked at before the stem, which most words then needn't be brought to. */
function isPart(part: KnownWord, { folded }: KnownWord): boolean {
  if (part.beginning === undefined || !folded.includes(part.beginning)) {
    return false;
  }
  return part.stem.length >= LEAST_LETTERS && folded.includes(part.stem);
}

/** Stemmers change the end of a word. */
function mayShareStem(a: KnownWord, b: KnownWord): boolean {
  return a.language === b.language && a.folded[0] === b.folded[0];
}
