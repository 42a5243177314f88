import { ownCopy } from "./own-copy.js";

/** What a text counts beside its characters, in UTF-16 code units. */
const ENTRY = 50;

/**
 * Remembers what was made of texts that come again: passages and what stands around them do with every question, and
 * mostly several times with one. Two generations, as in `WordMemory`: where there is no more room, what wasn't used since
 * that was so the last time is forgotten.
 */
export class TextMemory<T extends object> {
  readonly #limit: number;
  #recent = new Map<string, T>();
  #earlier = new Map<string, T>();
  #recentSize = 0;

  /** @param characters the most UTF-16 code units that the texts have together; a text longer than half isn't remembered */
  constructor(characters: number) {
    this.#limit = characters / 2;
  }

  /** What was made of a text before, or is made now. @param make depends on nothing but the text */
  of(text: string, make: (text: string) => T): T {
    const recent = this.#recent.get(text);
    if (recent !== undefined) {
      return recent;
    }
    const earlier = this.#earlier.get(text);
    if (earlier !== undefined) {
      this.#keep(ownCopy(text), earlier);
      return earlier;
    }
    const own = ownCopy(text);
    const made = make(own);
    this.#keep(own, made);
    return made;
  }

  #keep(text: string, made: T): void {
    const size = ENTRY + text.length;
    if (size > this.#limit) {
      return;
    }
    if (this.#recentSize + size > this.#limit) {
      this.#earlier = this.#recent;
      this.#recent = new Map();
      this.#recentSize = 0;
    }
    this.#recentSize += size;
    this.#recent.set(text, made);
  }
}
