import { type KeyedTable, RowKeys } from "../../rows/row-keys.js";
import type { Connection } from "./sqlite.js";

/** The last key that a row of the table was ever given; 0 if there was none. */
export function lastGivenKey(connection: Connection, table: KeyedTable): number {
  const last = connection.prepare<{ seq: number }>(
    `SELECT seq FROM sqlite_sequence WHERE CAST(name AS BLOB) = CAST('${table}' AS BLOB)`,
  );
  return last.first()?.seq ?? 0;
}

/** The keys that rows of one write transaction get. */
export function rowKeys(connection: Connection): RowKeys {
  const tables: KeyedTable[] = ["documents", "paragraphs", "passages", "segments"];
  return new RowKeys(tables.map((table) => [table, lastGivenKey(connection, table)]));
}
