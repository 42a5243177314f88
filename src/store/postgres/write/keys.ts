import { type KeyedTable, RowKeys } from "../../rows/row-keys.js";
import type { Session } from "../connection/session.js";

/** Tables whose keys are never used twice. */
export type PostgresTable = KeyedTable | "postings";

const TABLES: readonly PostgresTable[] = [
  "documents",
  "paragraphs",
  "passages",
  "segments",
  "terms",
  "postings",
];

/** The keys that rows of one write transaction get. */
export async function readKeys(session: Session): Promise<RowKeys<PostgresTable>> {
  const rows = await session.rows<{ name: string; last: number }>("SELECT name, last FROM keys");
  return new RowKeys(rows.map(({ name, last }) => [name as PostgresTable, last]));
}

/** Takes effect with the transaction. @param lastTerm the last id that a term was given */
export async function writeKeys(
  session: Session,
  keys: RowKeys<PostgresTable>,
  lastTerm: number,
): Promise<void> {
  const last = TABLES.map((table) => (table === "terms" ? lastTerm : keys.last(table)));
  await session.run(
    `INSERT INTO keys (name, last) SELECT * FROM unnest($1::text[], $2::bigint[])
     ON CONFLICT (name) DO UPDATE SET last = excluded.last`,
    [TABLES, last],
  );
}
