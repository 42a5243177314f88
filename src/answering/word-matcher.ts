import { UNDETERMINED } from "../core/language.js";
import type { WordSense, WordVectors } from "../core/ports/word-vectors.js";
import { stem } from "../text/stem.js";
import { fold, words } from "../text/words.js";

/** A word with what matching needs to know of it. */
export interface KnownWord {
  readonly folded: string;
  readonly stem: string;
  readonly language: string;
  readonly sense: WordSense | undefined;
}

/** Cosines below mean nothing; above, two words are as good as translations of each other. */
const COSINE_NONE = 0.1;
const COSINE_FULL = 0.6;

/** Shorter beginnings and stems are shared by chance. */
const MIN_SHARED_LETTERS = 5;

/** What a word counts that is part of a compound: `Konflikt` in `Grenzkonflikt`. */
const PART_OF_COMPOUND = 0.8;

/** Words are looked up again and again; beyond this many the memory starts afresh. */
const CACHE_LIMIT = 50_000;

/** Tells how well a word of a question is met by a text, in whatever form or language. */
export class WordMatcher {
  readonly #vectors: WordVectors;
  readonly #known = new Map<string, KnownWord>();

  constructor(vectors: WordVectors) {
    this.#vectors = vectors;
  }

  /** @param language ISO 639-1 code of the text the word stands in */
  know(word: string, language: string): KnownWord {
    const key = `${language} ${word}`;
    const found = this.#known.get(key);
    if (found !== undefined) return found;
    const lower = word.toLowerCase();
    const known = {
      folded: fold(word),
      stem: stem(word, language),
      language,
      sense: this.#hasSense(word, language) ? this.#vectors.lookup(lower) : undefined,
    };
    if (this.#known.size >= CACHE_LIMIT) this.#known.clear();
    this.#known.set(key, known);
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
    const distinct = new Set(words(text).map((word) => word.text));
    const present = Array.from(distinct, (word) => this.know(word, language));
    return asked.map((word) =>
      present.reduce((best, other) => (best === 1 ? 1 : Math.max(best, match(word, other))), 0),
    );
  }
}

function match(asked: KnownWord, other: KnownWord): number {
  if (asked.folded === other.folded) return 1;
  if (/\p{N}/u.test(asked.folded)) return 0;
  if (asked.language === other.language && asked.stem === other.stem) return 1;
  return Math.max(bySense(asked, other), byBeginning(asked.folded, other.folded), byCompound(asked, other));
}

function bySense({ sense: a }: KnownWord, { sense: b }: KnownWord): number {
  if (a === undefined || b === undefined) return 0;
  let cosine = 0;
  for (let i = 0; i < a.direction.length; i++) cosine += (a.direction[i] ?? 0) * (b.direction[i] ?? 0);
  return Math.min(1, Math.max(0, (cosine - COSINE_NONE) / (COSINE_FULL - COSINE_NONE)));
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
  if (a.language !== b.language) return 0;
  const holds = (whole: KnownWord, part: KnownWord) =>
    part.stem.length >= MIN_SHARED_LETTERS && whole.folded.includes(part.stem);
  return holds(a, b) || holds(b, a) ? PART_OF_COMPOUND : 0;
}
