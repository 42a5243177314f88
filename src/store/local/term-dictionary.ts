import type { Connection, Statement } from "./sqlite.js";

/**
 * The dictionary that gives terms their ids. Terms go in as JSON and never come out again: libsql ends the
 * process when it reads a text that isn't well-formed Unicode, which a term with a lone surrogate isn't.
 */
export class TermDictionary {
  readonly #find: Statement<{ readonly position: number; readonly id: number }>;
  readonly #insert: Statement<never>;

  constructor(connection: Connection) {
    this.#find = connection.prepare(
      `SELECT wanted.key AS position, terms.id
       FROM json_each(?) AS wanted CROSS JOIN terms ON terms.term = wanted.value`,
    );
    this.#insert = connection.prepare("INSERT INTO terms (term) SELECT value FROM json_each(?)");
  }

  /** The ids of those of the terms that were ever stored. */
  find(terms: readonly string[]): Map<string, number> {
    const rows = this.#find.all(JSON.stringify(terms));
    return new Map(rows.map(({ position, id }) => [terms[position] ?? "", id]));
  }

  /**
   * Gives ids to terms that have none, within the connection's transaction.
   * @param terms each once, and not in the dictionary
   */
  add(terms: readonly string[]): void {
    this.#insert.run(JSON.stringify(terms));
  }
}

/** The ids of terms that a transaction stores, remembered from document to document. */
export class TermIds {
  readonly #dictionary: TermDictionary;
  readonly #known = new Map<string, number>();

  constructor(connection: Connection) {
    this.#dictionary = new TermDictionary(connection);
  }

  /** Looks many terms up at once, and gives an id to those that have none. */
  learn(terms: Iterable<string>): void {
    const unknown = [...new Set(terms)].filter((term) => !this.#known.has(term));
    this.#remember(unknown);
    const added = unknown.filter((term) => !this.#known.has(term));
    this.#dictionary.add(added);
    this.#remember(added);
  }

  /** The ids of learnt terms, in order and with repetitions. */
  of(terms: readonly string[]): number[] {
    return terms.flatMap((term) => this.#known.get(term) ?? []);
  }

  /** Must be called when terms that were given an id are undone. */
  forget(): void {
    this.#known.clear();
  }

  #remember(terms: readonly string[]): void {
    for (const [term, id] of this.#dictionary.find(terms)) this.#known.set(term, id);
  }
}
