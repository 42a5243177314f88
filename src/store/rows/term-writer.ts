import { eachField, type Fields, type WordTerms } from "../../core/passage.js";
import { TermTable } from "../lexical/term-table.js";
import { sealTerms } from "./term-codec.js";

/** The terms that have an id, and the last id that was ever given. */
export interface GivenIds {
  readonly terms: TermTable;
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
  #given: TermTable | undefined;
  /** Of the terms that were met in this transaction. */
  #ids = new Map<string, number>();
  #lastId = 0;
  /** The ids of words that were met before: most words of a text are. */
  #known = new WeakMap<WordTerms, Fields<Uint32Array>>();
  /** Terms that aren't in the database yet. */
  #added: string[] = [];

  /** @param read reads the dictionary; called once, when the first term is asked for */
  constructor(read: () => GivenIds) {
    this.#read = read;
  }

  /** The last id that was given, here or before. */
  get lastId(): number {
    this.#dictionary();
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
    this.#given = new TermTable();
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
    const ids = { words: this.#idsOfTerms(word.stems), grams: this.#idsOfTerms(word.grams) };
    this.#known.set(word, ids);
    return ids;
  }

  #idsOfTerms(terms: readonly string[]): Uint32Array {
    return Uint32Array.from(terms, (term) => this.#ids.get(term) ?? this.#meet(term));
  }

  #meet(term: string): number {
    const id = this.#dictionary().idOf(term) ?? this.#add(term);
    this.#ids.set(term, id);
    return id;
  }

  #add(term: string): number {
    this.#added.push(term);
    return ++this.#lastId;
  }

  #dictionary(): TermTable {
    if (this.#given === undefined) {
      const { terms, lastId } = this.#read();
      this.#given = terms;
      this.#lastId = lastId;
    }
    return this.#given;
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
