import { type LanguageNgrams, languageNgrams, slotOf } from "./language-ngrams.js";

/** How well a text's n-grams fit a language. */
export interface LanguageScore {
  /** ISO 639-1. */
  readonly language: string;
  /** Of an n-gram on average, above 0; twice as much is twice as likely. */
  readonly score: number;
}

const SPACE = 0x20;
const ASCII = 0x80;
const TWO_BYTES = 0x800;

/** Symbols of an n-gram, and how far apart they begin in a word. */
const SIZE = 4;
const STRIDE = 3;

/** Words are looked at so far only, in symbols. */
const MAX_WORD = 70;

/** How much of a text is looked at, in bytes of UTF-8: up to the end of a word, or of a character. */
const ENOUGH_BYTES = 350;
const MAX_BYTES = 380;

/** What eld's files leave out of every n-gram's score. */
const SCORE_BASE = 53;

/**
 * How well the beginning of a text fits each language whose n-grams it holds, in the order of the languages. It is the
 * method of Nito-ELD (https://github.com/nitotm/efficient-language-detector-js) with its n-grams: four bytes each, three
 * bytes apart, each counted once.
 */
export function scoreLanguages(text: string): LanguageScore[] {
  const ngrams = languageNgrams();
  const sums = new NgramSums(ngrams);
  for (const word of wordsOf(text, ngrams)) {
    sums.addWord(word);
  }
  return sums.scores();
}

/** The words in symbols. */
function wordsOf(text: string, { separators, symbols }: LanguageNgrams): number[][] {
  const letters = text.replace(separators, " ").trim().toLowerCase();
  const words: number[][] = [];
  let word: number[] = [];
  let bytes = 0;
  const symbol = (byte: number) => symbols[byte] ?? SPACE;
  for (let i = 0; i < letters.length && bytes <= MAX_BYTES; i++) {
    const unit = letters.charCodeAt(i);
    if (unit === SPACE) {
      words.push(word);
      word = [];
      if (bytes > ENOUGH_BYTES) {
        break;
      }
      bytes++;
    } else if (unit < ASCII) {
      word.push(unit);
      bytes++;
    } else if (unit < TWO_BYTES) {
      word.push(symbol(0xc0 | (unit >> 6)), symbol(0x80 | (unit & 0x3f)));
      bytes += 2;
    } else {
      word.push(
        symbol(0xe0 | (unit >> 12)),
        symbol(0x80 | ((unit >> 6) & 0x3f)),
        symbol(0x80 | (unit & 0x3f)),
      );
      bytes += 3;
    }
  }
  words.push(word);
  return words.filter(({ length }) => length > 0);
}

/** The scores of n-grams, each of which counts once. */
class NgramSums {
  readonly #ngrams: LanguageNgrams;
  /** By the place of a language. */
  readonly #sums: Float64Array;
  readonly #met = new Set<number | string>();

  constructor(ngrams: LanguageNgrams) {
    this.#ngrams = ngrams;
    this.#sums = new Float64Array(ngrams.languages.length);
  }

  scores(): LanguageScore[] {
    return this.#ngrams.languages
      .map((language, i) => ({ language, score: (this.#sums[i] ?? 0) / this.#met.size }))
      .filter(({ score }) => score > 0);
  }

  addWord(word: readonly number[]): void {
    const length = Math.min(word.length, MAX_WORD);
    let start = 0;
    for (; start + SIZE < length; start += STRIDE) {
      this.#add(word, start, start + SIZE, false);
    }
    const last = Math.max(0, length - SIZE);
    if (word.length > MAX_WORD) {
      // All that is left makes one n-gram, which is longer than those that have scores.
      this.#met.add(word.slice(last).join());
    } else {
      // The beginning of a word is that of its first n-gram only.
      this.#add(word, last, length, true, start === 0);
    }
  }

  /** A space stands for the word's beginning and for its end. */
  #add(word: readonly number[], start: number, end: number, isLast: boolean, isFirst = start === 0): void {
    let high = 0;
    let low = isFirst ? SPACE : 0;
    for (let i = start; i < end + Number(isLast); i++) {
      high = ((high << 8) | (low >>> 24)) & 0xffff;
      low = ((low << 8) | (i < end ? (word[i] ?? SPACE) : SPACE)) >>> 0;
    }
    const key = high * 2 ** 32 + low;
    if (this.#met.has(key)) {
      return;
    }
    this.#met.add(key);
    const { starts, scored, scores } = this.#ngrams;
    // An n-gram that isn't known has an empty slot, without scores.
    const slot = slotOf(this.#ngrams, high, low);
    const next = starts[slot + 1] ?? 0;
    for (let i = starts[slot] ?? next; i < next; i++) {
      const language = scored[i] ?? 0;
      this.#sums[language] = (this.#sums[language] ?? 0) + (scores[i] ?? 0) + SCORE_BASE;
    }
  }
}
