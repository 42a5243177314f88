import { ownCopy } from "./own-copy.js";

/**
 * A cache by word and language of two generations. When it is full, the entries that weren't used since it was full the
 * last time are evicted: nearly what an LRU cache keeps, at the cost of a lookup in one map.
 */
export class WordMemory<T> {
  readonly #limit: number;
  #recent = new Map<string, Map<string, T>>();
  #earlier = new Map<string, Map<string, T>>();
  #recentSize = 0;

  /** @param limit the most words that are remembered, at least 2 */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @param language the one that the word was taken to be of */
  get(word: string, language: string): T | undefined {
    const recent = this.#recent.get(language)?.get(word);
    if (recent !== undefined) {
      return recent;
    }
    const earlier = this.#earlier.get(language)?.get(word);
    if (earlier !== undefined) {
      this.set(word, language, earlier);
    }
    return earlier;
  }

  /** @param value holds no slice of a longer text: see `ownCopy` */
  set(word: string, language: string, value: T): void {
    if (this.#recentSize >= this.#limit / 2) {
      this.#earlier = this.#recent;
      this.#recent = new Map();
      this.#recentSize = 0;
    }
    let words = this.#recent.get(language);
    if (words === undefined) {
      words = new Map();
      this.#recent.set(language, words);
    }
    if (!words.has(word)) {
      this.#recentSize++;
    }
    words.set(ownCopy(word), value);
  }
}
