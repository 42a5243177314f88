import type { Connection } from "./sqlite.js";

/** Tables whose keys are never used twice. */
export type KeyedTable = "documents" | "paragraphs" | "passages" | "segments" | "terms";

/** The last key that a row of the table was ever given; 0 if there was none. */
export function lastGivenKey(connection: Connection, table: KeyedTable): number {
  const last = connection.prepare<{ seq: number }>(
    `SELECT seq FROM sqlite_sequence WHERE CAST(name AS BLOB) = CAST('${table}' AS BLOB)`,
  );
  return last.first()?.seq ?? 0;
}

/** Gives the rows of one write transaction their keys, which must be known before a row is sealed. */
export class RowKeys {
  readonly #last: Map<KeyedTable, number>;

  constructor(connection: Connection) {
    const tables: KeyedTable[] = ["documents", "paragraphs", "passages"];
    this.#last = new Map(tables.map((table) => [table, lastGivenKey(connection, table)]));
  }

  next(table: KeyedTable): number {
    const key = (this.#last.get(table) ?? 0) + 1;
    this.#last.set(table, key);
    return key;
  }
}
