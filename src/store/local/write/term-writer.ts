import { eachField, type Fields, type WordTerms } from "../../../core/passage.js";
import { lastGivenKey } from "../database/row-keys.js";
import { sealJson } from "../database/seal.js";
import type { Connection, Statement } from "../database/sqlite.js";
import { readTerms } from "../database/term-dictionary.js";

/**
 * Gives the terms of one write transaction their ids: known ones from the dictionary, which is read as a whole
 * when the first is asked for, new ones in the order in which they come.
 */
export class TermWriter {
  readonly #connection: Connection;
  readonly #insert: Statement<never>;
  readonly #ids = new Map<string, number>();
  /** The ids of words that were met before: most words of a text are. */
  #known = new WeakMap<WordTerms, Fields<Uint32Array>>();
  /** Terms that aren't in the database yet. */
  #added: string[] = [];
  /** Undefined until the dictionary is read. */
  #lastId: number | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#insert = connection.prepare("INSERT INTO terms (last_id, terms) VALUES (?, ?)");
  }

  /** The ids of a text's terms, ascending, with repetitions; terms that are new get one. */
  ids(text: readonly WordTerms[]): Fields<Uint32Array> {
    const words = text.map((word) => this.#idsOf(word));
    return eachField((field) => joined(words.map((word) => word[field])).sort());
  }

  /** Stores the terms that were added since the last time. */
  flush(): void {
    if (this.#lastId === undefined || this.#added.length === 0) {
      return;
    }
    this.#insert.run(this.#lastId, sealJson([this.#lastId], this.#added));
    this.#added = [];
  }

  /** Removes every term. */
  clear(): void {
    this.#connection.exec("DELETE FROM terms");
    this.#ids.clear();
    this.#known = new WeakMap();
    this.#added = [];
    this.#lastId = lastGivenKey(this.#connection, "terms");
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
    this.#lastId ??= this.#readAll();
    return Uint32Array.from(terms, (term) => this.#ids.get(term) ?? this.#add(term));
  }

  #add(term: string): number {
    const id = (this.#lastId ?? 0) + 1;
    this.#lastId = id;
    this.#ids.set(term, id);
    this.#added.push(term);
    return id;
  }

  /** @returns the last id that was ever given */
  #readAll(): number {
    const rows = this.#connection.prepare<{ lastId: number; terms: ArrayBuffer }>(
      "SELECT last_id AS lastId, terms FROM terms ORDER BY last_id",
    );
    for (const { lastId, terms } of rows.iterate()) {
      readTerms(terms, lastId, this.#ids);
    }
    return lastGivenKey(this.#connection, "terms");
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
