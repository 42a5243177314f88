import { KnownTerms } from "../../lexical/known-terms.js";
import type { NearId } from "../../lexical/language-index.js";
import { TermTable } from "../../lexical/term-table.js";
import { readTerms, type TermRow } from "../../rows/term-codec.js";
import type { GivenIds } from "../../rows/term-writer.js";
import { lastGivenKey } from "./row-keys.js";
import type { Connection, Statement } from "./sqlite.js";

/** The dictionary that gives terms their ids, held in memory. */
export class TermDictionary {
  readonly #rows: Statement<TermRow>;
  readonly #known = new KnownTerms();
  #lastId = 0;

  constructor(connection: Connection) {
    this.#rows = connection.prepare(
      "SELECT last_id AS lastId, terms FROM terms WHERE last_id > ? ORDER BY last_id",
    );
  }

  /** The ids of those of the terms that were ever stored, as the connection sees it. */
  find(terms: readonly string[]): Map<string, number> {
    for (const row of this.#rows.all(this.#lastId)) {
      readTerms(row, this.#known.table);
      this.#lastId = row.lastId;
    }
    return this.#known.find(terms);
  }

  /** The stored terms that are written nearly like one, nearest first. @param most the highest cost of edits */
  near(term: string, most: number): readonly NearId[] {
    return this.#known.near(term, most);
  }
}

/** The whole dictionary, as the connection sees it. @throws FootnoteError `index_damaged` */
export function readGivenIds(connection: Connection): GivenIds {
  const terms = new TermTable();
  const rows = connection.prepare<TermRow>("SELECT last_id AS lastId, terms FROM terms ORDER BY last_id");
  for (const row of rows.all()) {
    readTerms(row, terms);
  }
  return { terms, lastId: lastGivenKey(connection, "terms") };
}
