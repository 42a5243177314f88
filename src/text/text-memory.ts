import { LRUCache } from "lru-cache";
import { ownCopy } from "./own-copy.js";

/** What a text counts beside its characters, in UTF-16 code units. */
const ENTRY = 50;

/**
 * Remembers what was made of texts that come again: passages and what stands around them do with every question, and
 * mostly several times with one. Of more than there is room for, those that were used last are kept.
 */
export class TextMemory<T extends object> {
  readonly #made: LRUCache<string, T>;

  /** @param characters the most UTF-16 code units that the texts have together; a longer text isn't remembered */
  constructor(characters: number) {
    this.#made = new LRUCache({
      maxSize: characters,
      sizeCalculation: (_, text) => ENTRY + text.length,
    });
  }

  /** What was made of a text before, or is made now. @param make depends on nothing but the text */
  of(text: string, make: (text: string) => T): T {
    const known = this.#made.get(text);
    if (known !== undefined) {
      return known;
    }
    const own = ownCopy(text);
    const made = make(own);
    this.#made.set(own, made);
    return made;
  }
}
