import { UNDETERMINED } from "../core/language.js";
import type { WordSense, WordVectors } from "../core/ports/word-vectors.js";
import { findLanguage } from "../languages/find-language.js";
import { beginAlike, editCost } from "../spelling/edit-cost.js";
import { type ByteVector, byteCosine } from "../vectors/vector.js";
import { VectorRoom } from "../vectors/vector-room.js";
import { compoundParts, KnownWord, LEAST_LETTERS } from "./known-word.js";
import { WordMemory } from "./word-memory.js";
import { wordsAndJoined } from "./words.js";

/** Cosines up to the first count as 0; from the second on, two words count as translations of each other. */
const COSINE_NONE = 0.1;
const COSINE_FULL = 0.6;

/** The score of a word that is part of a compound: `Konflikt` in `Grenzkonflikt`. */
const PART_OF_COMPOUND = 0.8;

/** The score of another word for the same, such as `Arbeitsentgelt` for `Lohn`. */
const VARIANT = 0.8;

/** The score of a word that the question's may be a misspelling of. */
const MISSPELT = 0.8;

/** The most words that are remembered: about 90 MB with vectors of 512 dimensions. */
const REMEMBERED = 100_000;

/** Scores how well the words of a question match those of a text, across inflection, compounds and languages. */
export class WordMatcher {
  readonly #vectors: WordVectors;
  readonly #known = new WordMemory<KnownWord>(REMEMBERED);
  readonly #room = new VectorRoom();

  constructor(vectors: WordVectors) {
    this.#vectors = vectors;
  }

  /** @param language ISO 639-1 code of the text the word stands in */
  lookup(word: string, language: string): KnownWord {
    const found = this.#known.get(word, language);
    if (found !== undefined) {
      return found;
    }
    const sense = this.#hasSense(word, language)
      ? this.#vectors.lookup(word.toLowerCase().normalize("NFC"))
      : undefined;
    const known = new KnownWord(word, language, sense, this.#partsOf(word, language, sense), this.#room);
    this.#known.set(word, language, known);
    return known;
  }

  /** A compound that the vectors don't know as a whole gets the vectors of its parts. */
  #partsOf(word: string, language: string, sense: WordSense | undefined): WordSense[] {
    const compounds = findLanguage(language)?.compounds;
    if (compounds === undefined || sense === undefined || sense.certainty === 1) {
      return [];
    }
    const isWord = (part: string) => this.#vectors.isFrequent(part);
    return compoundParts(word.toLowerCase().normalize("NFC"), compounds, isWord).flatMap(
      (part) => this.#vectors.lookup(part) ?? [],
    );
  }

  /**
   * A word of a language that the vectors don't cover would get the vectors of its pieces, which don't mean what it
   * means.
   */
  #hasSense(word: string, language: string): boolean {
    if (/^\p{N}/u.test(word)) {
      return false;
    }
    return language === UNDETERMINED || this.#vectors.languages.includes(language);
  }

  /**
   * How well the best counterpart of each word in a text matches it: 1 for the word itself or another form of it,
   * less for a word of related meaning, 0 for none.
   */
  matches(asked: readonly KnownWord[], text: string, language: string): readonly number[] {
    return this.compare(asked).matches(text, language);
  }

  /**
   * Compares the same question with many texts; each of their words is compared once.
   * @param wholes for each word of the question the word with hyphens that it is a part of, as one word
   */
  compare(asked: readonly KnownWord[], wholes: readonly (KnownWord | undefined)[] = []): WordComparison {
    return new WordComparison(this, asked, wholes);
  }
}

/** Compares the words of a question with those of one text after another; each word of the texts is compared once. */
export class WordComparison {
  readonly #matcher: WordMatcher;
  readonly #asked: readonly KnownWord[];
  readonly #wholes: readonly (KnownWord | undefined)[];
  readonly #compared = new Map<string, Map<string, WordScores>>();
  readonly #matches = new Map<string, Map<string, readonly number[]>>();

  constructor(matcher: WordMatcher, asked: readonly KnownWord[], wholes: readonly (KnownWord | undefined)[]) {
    this.#matcher = matcher;
    this.#asked = asked;
    this.#wholes = wholes;
  }

  /** See `WordMatcher.matches`. A text that comes again, such as a paragraph, is compared once. */
  matches(text: string, language: string): readonly number[] {
    const known = ofLanguage(this.#matches, language);
    const found = known.get(text);
    if (found !== undefined) {
      return found;
    }
    const matches = best(
      this.#asked.length,
      wordsAndJoined(text).map((word) => this.score(word.text, language)),
    );
    known.set(text, matches);
    return matches;
  }

  /** The same for several texts as if they were one. */
  matchesTogether(texts: readonly string[], language: string): readonly number[] {
    return best(
      this.#asked.length,
      texts.map((text) => this.matches(text, language)),
    );
  }

  /** How well a word matches each word of the question. */
  score(word: string, language: string): WordScores {
    const compared = ofLanguage(this.#compared, language);
    const known = compared.get(word);
    if (known !== undefined) {
      return known;
    }
    const scores = this.#compare(this.#matcher.lookup(word, language));
    compared.set(word, scores);
    return scores;
  }

  /** Most words match none, and share one empty array. */
  #compare(other: KnownWord): WordScores {
    let scores: number[] | undefined;
    for (let i = 0; i < this.#asked.length; i++) {
      const whole = this.#wholes[i];
      const value =
        whole !== undefined && isSame(whole, other) ? 1 : match(this.#asked[i] as KnownWord, other);
      if (value === 0) {
        continue;
      }
      scores ??= new Array<number>(this.#asked.length).fill(0);
      scores[i] = value;
    }
    return scores ?? NOTHING;
  }
}

/** What is known of the words or texts of a language. */
function ofLanguage<T>(known: Map<string, Map<string, T>>, language: string): Map<string, T> {
  let found = known.get(language);
  if (found === undefined) {
    found = new Map();
    known.set(language, found);
  }
  return found;
}

/**
 * How well a word, or the best of several, matches each word of a question, between 0 and 1; empty if it matches
 * none.
 */
export type WordScores = readonly number[];

const NOTHING: WordScores = [];

/** The best score that several words give to each word of a question. */
export function best(asked: number, scores: readonly WordScores[]): number[] {
  const values = new Array<number>(asked).fill(0);
  for (const word of scores) {
    for (let i = 0; i < word.length; i++) {
      values[i] = Math.max(values[i] ?? 0, word[i] ?? 0);
    }
  }
  return values;
}

/** Whether two words are the same one, in whatever form. */
function isSame(a: KnownWord, b: KnownWord): boolean {
  if (a.folded === b.folded) {
    return true;
  }
  return !a.hasDigit && !b.hasDigit && mayShareStem(a, b) && a.stem === b.stem;
}

function match(asked: KnownWord, other: KnownWord): number {
  if (isSame(asked, other)) {
    return 1;
  }
  if (asked.hasDigit || other.hasDigit) {
    return 0;
  }
  return Math.max(
    bySense(asked, other),
    byBeginning(asked.folded, other.folded),
    byCompound(asked, other),
    byVariant(asked, other),
    bySpelling(asked, other),
  );
}

/** The question is misspelt, not the documents; endings may differ besides. */
function bySpelling(asked: KnownWord, other: KnownWord): number {
  const { mostEdits, folded } = asked;
  if (
    mostEdits === 0 ||
    other.hasDigit ||
    folded[0] !== other.folded[0] ||
    other.folded.length < LEAST_LETTERS
  ) {
    return 0;
  }
  if (Math.abs(folded.length - other.folded.length) > MOST_ENDING || !beginAlike(folded, other.folded)) {
    return 0;
  }
  const isNear =
    editCost(folded, other.folded, mostEdits) !== undefined ||
    (asked.language === other.language && editCost(asked.stem, other.stem, mostEdits) !== undefined);
  return isNear ? MISSPELT : 0;
}

/** Two forms of a word differ by so many letters at most. */
const MOST_ENDING = 4;

function byVariant(asked: KnownWord, other: KnownWord): number {
  if (asked.language !== other.language || asked.variants.isEmpty) {
    return 0;
  }
  if (asked.variants.has(other)) {
    return VARIANT;
  }
  return asked.variants.isPartOf(other) ? VARIANT * PART_OF_COMPOUND : 0;
}

function bySense(asked: KnownWord, other: KnownWord): number {
  if (asked.direction === undefined || other.direction === undefined) {
    return 0;
  }
  let best = likeness(asked.direction, other.direction);
  // Within a language a part is found by its letters.
  if (asked.language === other.language) {
    return best;
  }
  for (const part of other.parts) {
    best = Math.max(best, PART_OF_COMPOUND * likeness(asked.direction, part));
  }
  for (const part of asked.parts) {
    best = Math.max(best, PART_OF_COMPOUND * likeness(part, other.direction));
  }
  return best;
}

function likeness(a: ByteVector, b: ByteVector): number {
  if (areUnlike(a, b)) {
    return 0;
  }
  const cosine = byteCosine(a, b);
  return Math.min(1, Math.max(0, (cosine - COSINE_NONE) / (COSINE_FULL - COSINE_NONE)));
}

/**
 * Most pairs of words have nothing in common, which a quarter of the components shows well enough: few pairs that mean
 * the same are lost, and matching takes a third of the time.
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

/** Letters are compared before stems, so that most words needn't be stemmed. */
function isPart(part: KnownWord, { folded }: KnownWord): boolean {
  if (part.beginning === undefined || !folded.includes(part.beginning)) {
    return false;
  }
  return part.stem.length >= LEAST_LETTERS && folded.includes(part.stem);
}

/** Stemmers change only the end of a word, so words with different first letters have different stems. */
function mayShareStem(a: KnownWord, b: KnownWord): boolean {
  return a.language === b.language && a.folded[0] === b.folded[0];
}
