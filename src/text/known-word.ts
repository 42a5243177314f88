import type { WordSense } from "../core/ports/word-vectors.js";
import { findLanguage } from "../languages/find-language.js";
import type { Compounds } from "../languages/language.js";
import { EDIT_COSTS } from "../spelling/edit-cost.js";
import type { ByteVector } from "../vectors/vector.js";
import type { VectorRoom } from "../vectors/vector-room.js";
import { stem } from "./terms.js";
import { hasSynonyms, variantsOf } from "./variants.js";
import { fold } from "./words.js";

/** The fewest letters of beginnings and stems that are compared: shorter ones are shared by chance. */
export const LEAST_LETTERS = 5;

/**
 * How well a word, or the best of several, matches each word of a question, between 0 and 1; empty if it matches
 * none.
 */
export type WordScores = readonly number[];

export const NOTHING: WordScores = [];

/** Finds the directions of the words that a compound is made of. */
export type PartsOf = (word: string, language: string) => readonly ByteVector[];

const NO_PARTS: readonly ByteVector[] = [];

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
  /** The number of the comparison that met the word last, and what came of it: a lookup less for each word of a text. */
  comparison = 0;
  scores: WordScores = NOTHING;
  readonly #word: string;
  #partsOf: PartsOf | undefined;
  #parts = NO_PARTS;
  #stem: string | undefined;
  #variants: Variants | undefined;
  #mostEdits: number | undefined;

  /**
   * @param language ISO 639-1 code of the text the word stands in
   * @param partsOf undefined for a word that isn't a compound
   */
  constructor(
    word: string,
    language: string,
    sense: WordSense | undefined,
    partsOf: PartsOf | undefined,
    room: VectorRoom,
  ) {
    this.#word = word;
    this.folded = fold(word);
    this.beginning = this.folded.length < LEAST_LETTERS ? undefined : this.folded.slice(0, LEAST_LETTERS);
    this.language = language;
    this.hasDigit = /\p{N}/u.test(this.folded);
    this.sense = sense && { weight: sense.weight, certainty: sense.certainty };
    this.direction = sense && room.keep(sense.direction);
    this.#partsOf = partsOf;
  }

  /** The directions of the words that a compound is made of, which only words of other languages are compared with. */
  get parts(): readonly ByteVector[] {
    if (this.#partsOf !== undefined) {
      this.#parts = this.#partsOf(this.#word, this.language);
      this.#partsOf = undefined;
    }
    return this.#parts;
  }

  /** Computed when it is first asked for, since few words are compared by stem. */
  get stem(): string {
    this.#stem ??= stem(this.#word, this.language);
    return this.#stem;
  }

  /** The highest cost of edits at which another word may be meant by it; 0 for one that is surely written right. */
  get mostEdits(): number {
    this.#mostEdits ??=
      this.hasDigit || hasSynonyms(this.#word, this.language) ? EDIT_COSTS.none : mostEdits(this);
    return this.#mostEdits;
  }

  /** Other words for it; computed when they are first asked for, since only a question's words need them. */
  get variants(): Variants {
    this.#variants ??= makeVariants(this.#word, this.language);
    return this.#variants;
  }
}

/** From how many letters on a word may have two typing errors. */
const LEAST_FOR_TWO = 9;

/**
 * A frequent word is written right, and so are most compounds of frequent words. Of a word that the vectors don't cover
 * nothing is known but that the documents don't hold it.
 */
function mostEdits({ folded, sense, parts }: KnownWord): number {
  if (sense?.certainty === 1 || folded.length < LEAST_LETTERS) {
    return EDIT_COSTS.none;
  }
  if (sense === undefined || parts.length > 0) {
    return EDIT_COSTS.slip;
  }
  return folded.length < LEAST_FOR_TWO ? EDIT_COSTS.one : EDIT_COSTS.two;
}

function makeVariants(word: string, language: string): Variants {
  const stems = variantsOf(word, language);
  return stems.length === 0
    ? NO_VARIANTS
    : new Variants(stems, findLanguage(language)?.compounds !== undefined);
}

/** How many letters of variants and words are compared before stems are. */
const FIRST_LETTERS = 3;

/** Stems of other words for a word. */
export class Variants {
  readonly #stems: ReadonlySet<string>;
  readonly #beginnings: ReadonlySet<string>;
  /** Those that are found as a part of a compound. */
  readonly #parts: readonly string[];

  /** @param areParts whether the language makes compounds, in which they are found */
  constructor(stems: readonly string[], areParts: boolean) {
    this.#stems = new Set(stems);
    this.#beginnings = new Set(stems.map((stem) => stem.slice(0, FIRST_LETTERS)));
    this.#parts = areParts ? stems.filter((stem) => stem.length >= LEAST_LETTERS) : [];
  }

  get isEmpty(): boolean {
    return this.#stems.size === 0;
  }

  /** Whether a word is one of them in some form. */
  has(word: KnownWord): boolean {
    return this.#beginnings.has(word.folded.slice(0, FIRST_LETTERS)) && this.#stems.has(word.stem);
  }

  /** Whether a longer word holds one of them: `Abfall` in `Abfallentsorgung`. */
  isPartOf({ folded }: KnownWord): boolean {
    return this.#parts.some((part) => folded.length >= part.length + 3 && folded.includes(part));
  }
}

/** Of most words. */
const NO_VARIANTS = new Variants([], false);

/**
 * The fewest letters of a compound and of its parts: shorter words are seldom compounds, and shorter parts stand in
 * words by chance.
 */
const LEAST_COMPOUND = 9;
const LEAST_PART = 4;

/** The most parts that a word is split into: words of more parts are rare, and their first parts say little. */
const MOST_PARTS = 3;

/**
 * The words that a compound is made of, in order: German `staatssicherheitsbehörden` → `staat`, `sicherheit`, `behörden`.
 * The longest last part that is a word is taken first, since it says what kind of thing the whole is.
 *
 * @param word in lower case
 * @param compounds how the word's language makes compounds
 * @param isWord whether a part is a word of its own
 * @returns nothing for a word that isn't made of words
 */
export function compoundParts(
  word: string,
  compounds: Compounds,
  isWord: (part: string) => boolean,
): readonly string[] {
  return word.length < LEAST_COMPOUND ? [] : (split(word, compounds, isWord, MOST_PARTS) ?? []);
}

function split(
  word: string,
  compounds: Compounds,
  isWord: (part: string) => boolean,
  most: number,
): string[] | undefined {
  for (let at = LEAST_PART; at <= word.length - LEAST_PART; at++) {
    const last = word.slice(at);
    if (compounds.endings.has(last) || !isWord(last)) {
      continue;
    }
    for (const first of withoutLink(word.slice(0, at), compounds)) {
      if (isWord(first)) {
        return [first, last];
      }
      const parts = most > 2 ? split(first, compounds, isWord, most - 1) : undefined;
      if (parts !== undefined) {
        return [...parts, last];
      }
    }
  }
  return undefined;
}

/** What may stand before the last part, with and without each link at its end. */
function withoutLink(head: string, { links }: Compounds): string[] {
  return links
    .filter((link) => head.endsWith(link))
    .map((link) => head.slice(0, head.length - link.length))
    .filter((first) => first.length >= LEAST_PART);
}
