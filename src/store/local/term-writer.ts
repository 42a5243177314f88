import { lastKey } from "./row-keys.js";
import { sealJson } from "./seal.js";
import type { Connection, Statement } from "./sqlite.js";
import { readTerms } from "./term-dictionary.js";

/**
 * Gives the terms of one write transaction their ids: known ones from the dictionary, which is read as a whole
 * when the first is asked for, new ones in the order in which they come.
 */
export class TermWriter {
  readonly #connection: Connection;
  readonly #insert: Statement<never>;
  readonly #ids = new Map<string, number>();
  /** Terms that aren't in the database yet. */
  #added: string[] = [];
  /** Undefined until the dictionary is read. */
  #lastId: number | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#insert = connection.prepare("INSERT INTO terms (last_id, terms) VALUES (?, ?)");
  }

  /** The ids of a text's terms, ascending, with repetitions; terms that are new get one. */
  ids(terms: readonly string[]): Uint32Array {
    this.#lastId ??= this.#readAll();
    const found = new Uint32Array(terms.length);
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] as string;
      found[i] = this.#ids.get(term) ?? this.#add(term);
    }
    return found.sort();
  }

  /** Stores the terms that were added since the last time. */
  flush(): void {
    if (this.#lastId === undefined || this.#added.length === 0) return;
    this.#insert.run(this.#lastId, sealJson([this.#lastId], this.#added));
    this.#added = [];
  }

  /** Removes every term. */
  clear(): void {
    this.#connection.exec("DELETE FROM terms");
    this.#ids.clear();
    this.#added = [];
    this.#lastId = lastKey(this.#connection, "terms");
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
    for (const { lastId, terms } of rows.iterate()) readTerms(terms, lastId, this.#ids);
    return lastKey(this.#connection, "terms");
  }
}
