import { unsealJson } from "./seal.js";
import type { Connection, Statement } from "./sqlite.js";

interface Row {
  readonly lastId: number;
  readonly terms: ArrayBuffer;
}

/**
 * The dictionary that gives terms their ids, held in memory. An id is never given twice, so what was read stays
 * right, also when terms were removed and stored again, with other ids.
 */
export class TermDictionary {
  readonly #rows: Statement<Row>;
  readonly #ids = new Map<string, number>();
  #lastId = 0;

  constructor(connection: Connection) {
    this.#rows = connection.prepare(
      "SELECT last_id AS lastId, terms FROM terms WHERE last_id > ? ORDER BY last_id",
    );
  }

  /** The ids of those of the terms that were ever stored, as the connection sees it. */
  find(terms: readonly string[]): Map<string, number> {
    this.#readOn();
    return new Map(
      terms.flatMap((term) => {
        const id = this.#ids.get(term);
        return id === undefined ? [] : [[term, id] as const];
      }),
    );
  }

  /** Reads what was stored since the last time. */
  #readOn(): void {
    for (const { lastId, terms } of this.#rows.all(this.#lastId)) {
      readTerms(terms, lastId, this.#ids);
      this.#lastId = lastId;
    }
  }
}

/** Reads a row of terms, whose ids are consecutive, into a map. */
export function readTerms(blob: ArrayBuffer, lastId: number, ids: Map<string, number>): void {
  const terms = unsealJson<string[]>(blob, [lastId]);
  let id = lastId - terms.length;
  for (const term of terms) {
    ids.set(term, ++id);
  }
}
