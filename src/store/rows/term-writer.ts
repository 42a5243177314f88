import { eachField, type Fields, type WordTerms } from "../../core/passage.js";
import { sealTerms } from "./term-codec.js";

/** The terms that have an id, and the last id that was ever given. */
export interface GivenIds {
  readonly ids: Map<string, number>;
  readonly lastId: number;
}

/** New terms, with consecutive ids, as a row of the dictionary. */
export interface SealedTerms {
  readonly lastId: number;
  readonly terms: Uint8Array;
}

/**
 * Gives the terms of one write transaction their ids: known ones from the dictionary, new ones in the order in which
 * they come.
 */
export class TermWriter {
  /** What reads the dictionary when the first term is asked for. */
  readonly #read: () => GivenIds;
  #ids: Map<string, number> | undefined;
  #lastId = 0;
  /** The ids of words that were met before: most words of a text are. */
  #known = new WeakMap<WordTerms, Fields<Uint32Array>>();
  /** Terms that aren't in the database yet. */
  #added: string[] = [];

  /** @param read reads the dictionary, whose map is added to; called once, when the first term is asked for */
  constructor(read: () => GivenIds) {
    this.#read = read;
  }

  /** The last id that was given, here or before. */
  get lastId(): number {
    this.#given();
    return this.#lastId;
  }

  /** The ids of a text's terms, ascending, with repetitions; terms that are new get one. */
  ids(text: readonly WordTerms[]): Fields<Uint32Array> {
    const words = text.map((word) => this.#idsOf(word));
    return eachField((field) => joined(words.map((word) => word[field])).sort());
  }

  /** The terms that were added since the last time, which must be stored. */
  takeAdded(): SealedTerms | undefined {
    if (this.#added.length === 0) {
      return undefined;
    }
    const row = { lastId: this.#lastId, terms: sealTerms(this.#lastId, this.#added) };
    this.#added = [];
    return row;
  }

  /** Forgets every term. @param lastId the last id that was ever given */
  clear(lastId: number): void {
    this.#ids = new Map();
    this.#known = new WeakMap();
    this.#added = [];
    this.#lastId = lastId;
  }

  #idsOf(word: WordTerms): Fields<Uint32Array> {
    const known = this.#known.get(word);
    if (known !== undefined) {
      return known;
    }
    const given = this.#given();
    const ids = { words: this.#idsOfTerms(word.stems, given), grams: this.#idsOfTerms(word.grams, given) };
    this.#known.set(word, ids);
    return ids;
  }

  #idsOfTerms(terms: readonly string[], given: Map<string, number>): Uint32Array {
    return Uint32Array.from(terms, (term) => given.get(term) ?? this.#add(term, given));
  }

  #add(term: string, given: Map<string, number>): number {
    const id = ++this.#lastId;
    given.set(term, id);
    this.#added.push(term);
    return id;
  }

  #given(): Map<string, number> {
    if (this.#ids === undefined) {
      const { ids, lastId } = this.#read();
      this.#ids = ids;
      this.#lastId = lastId;
    }
    return this.#ids;
  }
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let position = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) {
      all[position++] = part[i] as number;
    }
  }
  return all;
}
