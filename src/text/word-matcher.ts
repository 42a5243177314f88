import { UNDETERMINED } from "../core/language.js";
import type { WordSense, WordVectors } from "../core/ports/word-vectors.js";
import { stem } from "./stem.js";
import { WordMemory } from "./word-memory.js";
import { fold, words } from "./words.js";

/** A word with what matching needs to know of it. */
export interface KnownWord {
  readonly folded: string;
  readonly stem: string;
  readonly language: string;
  /** Numbers are met by themselves only. */
  readonly hasDigit: boolean;
  readonly sense: WordSense | undefined;
}

/** Cosines below mean nothing; above, two words are as good as translations of each other. */
const COSINE_NONE = 0.1;
const COSINE_FULL = 0.6;

/** Shorter beginnings and stems are shared by chance. */
const MIN_SHARED_LETTERS = 5;

/** What a word counts that is part of a compound: `Konflikt` in `Grenzkonflikt`. */
const PART_OF_COMPOUND = 0.8;

/** With a vector of 512 dimensions each, about 80 MB. */
const REMEMBERED = 30_000;

/** Tells how well a word of a question is met by a text, in whatever form or language. */
export class WordMatcher {
  readonly #vectors: WordVectors;
  readonly #known = new WordMemory<KnownWord>(REMEMBERED);

  constructor(vectors: WordVectors) {
    this.#vectors = vectors;
  }

  /** @param language ISO 639-1 code of the text the word stands in */
  know(word: string, language: string): KnownWord {
    const found = this.#known.get(word, language);
    if (found !== undefined) return found;
    const lower = word.toLowerCase();
    const folded = fold(word);
    const known = {
      folded,
      stem: stem(word, language),
      language,
      hasDigit: /\p{N}/u.test(folded),
      sense: this.#hasSense(word, language) ? this.#vectors.lookup(lower) : undefined,
    };
    this.#known.set(word, language, known);
    return known;
  }

  /** Pieces of a word of an unknown language would have some sense, but not the word's. */
  #hasSense(word: string, language: string): boolean {
    if (/^\p{N}/u.test(word)) return false;
    return language === UNDETERMINED || this.#vectors.languages.includes(language);
  }

  /**
   * How well each word is met by its best counterpart in a text: 1 for the word itself or another form of it,
   * less for a word of related meaning, 0 for none.
   */
  matches(asked: readonly KnownWord[], text: string, language: string): number[] {
    const comparison = this.compare(asked);
    const found = words(text).map((word) => comparison.meets(word.text, language));
    return best(asked.length, found);
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
  readonly #compared = new Map<string, Map<string, Meeting>>();

  constructor(matcher: WordMatcher, asked: readonly KnownWord[]) {
    this.#matcher = matcher;
    this.#asked = asked;
  }

  /** How well a word meets each word of the question. */
  meets(word: string, language: string): Meeting {
    const compared = this.#ofLanguage(language);
    const known = compared.get(word);
    if (known !== undefined) return known;
    const other = this.#matcher.know(word, language);
    const values = this.#asked.map((asked) => match(asked, other));
    const meeting = values.some((value) => value > 0) ? values : NOTHING;
    compared.set(word, meeting);
    return meeting;
  }

  #ofLanguage(language: string): Map<string, Meeting> {
    const known = this.#compared.get(language) ?? new Map<string, Meeting>();
    this.#compared.set(language, known);
    return known;
  }
}

/** How well a word, or the best of several, meets each word of a question; empty if it meets none of them. */
export type Meeting = readonly number[];

const NOTHING: Meeting = [];

/** What the best of several words gives to each word of a question. */
export function best(asked: number, meetings: Iterable<Meeting>): number[] {
  const values = new Array<number>(asked).fill(0);
  for (const meeting of meetings) {
    for (let i = 0; i < meeting.length; i++) values[i] = Math.max(values[i] ?? 0, meeting[i] ?? 0);
  }
  return values;
}

function match(asked: KnownWord, other: KnownWord): number {
  if (asked.folded === other.folded) return 1;
  if (asked.hasDigit) return 0;
  if (asked.language === other.language && asked.stem === other.stem) return 1;
  return Math.max(bySense(asked, other), byBeginning(asked.folded, other.folded), byCompound(asked, other));
}

/**
 * Most pairs of words have nothing in common. A quarter of the components shows that well enough: few pairs that
 * mean the same fall through, and matching takes a third of the time.
 */
function bySense({ sense: a }: KnownWord, { sense: b }: KnownWord): number {
  if (a === undefined || b === undefined) return 0;
  const quarter = a.direction.length / 4;
  if (4 * dot(a.direction, b.direction, quarter) < COSINE_NONE) return 0;
  const cosine = dot(a.direction, b.direction, a.direction.length);
  return Math.min(1, Math.max(0, (cosine - COSINE_NONE) / (COSINE_FULL - COSINE_NONE)));
}

/** In four sums, which a processor can work on side by side: this is where matching spends its time. */
function dot(a: Float32Array, b: Float32Array, components: number): number {
  let w = 0;
  let x = 0;
  let y = 0;
  let z = 0;
  for (let i = 0; i < components; i += 4) {
    w += (a[i] ?? 0) * (b[i] ?? 0);
    x += (a[i + 1] ?? 0) * (b[i + 1] ?? 0);
    y += (a[i + 2] ?? 0) * (b[i + 2] ?? 0);
    z += (a[i + 3] ?? 0) * (b[i + 3] ?? 0);
  }
  return w + x + y + z;
}

/** `vermitteln` and `Vermittlung` have different stems but a long beginning in common. */
function byBeginning(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < shorter && a[shared] === b[shared]) shared++;
  if (shared < MIN_SHARED_LETTERS || shared < 0.6 * shorter) return 0;
  return Math.min(1, shared / (Math.max(a.length, b.length) - 2));
}

function byCompound(a: KnownWord, b: KnownWord): number {
  return a.language === b.language && (isPart(a, b) || isPart(b, a)) ? PART_OF_COMPOUND : 0;
}

function isPart({ stem }: KnownWord, { folded }: KnownWord): boolean {
  return stem.length >= MIN_SHARED_LETTERS && stem.length <= folded.length && folded.includes(stem);
}
