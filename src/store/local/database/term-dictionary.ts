import type { NearId } from "../../lexical/language-index.js";
import { NearTerms } from "../../lexical/near-terms.js";
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
  /** Filled when a word is looked for that no text holds. */
  readonly #near = new NearTerms();
  #nearSize = 0;

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

  /** The stored terms that are written nearly like one, nearest first. @param most the highest cost of edits */
  near(term: string, most: number): readonly NearId[] {
    this.#fillNear();
    return this.#near.find(term, most).flatMap((found) => {
      const id = this.#ids.get(found.term);
      return id === undefined ? [] : [{ ...found, id }];
    });
  }

  /** A map keeps its order: what was added since the last time stands last. */
  #fillNear(): void {
    if (this.#ids.size === this.#nearSize) {
      return;
    }
    let place = 0;
    for (const known of this.#ids.keys()) {
      if (place++ >= this.#nearSize) {
        this.#near.add(known);
      }
    }
    this.#nearSize = place;
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
