import { type Counts, NOTHING } from "../../rows/counts.js";
import type { Connection } from "./sqlite.js";

/** Counts what the connection sees; indexes are enough for it. */
export function countRows(connection: Connection): Counts {
  const counts = connection.prepare<Counts>(
    `SELECT (SELECT COUNT(*) FROM documents) AS documents, (SELECT COUNT(*) FROM paragraphs) AS paragraphs,
       (SELECT COUNT(*) FROM passages) AS passages`,
  );
  return counts.first() ?? NOTHING;
}

/** The number of passages of each language. */
export function countLanguages(connection: Connection): Record<string, number> {
  const rows = connection.prepare<{ language: ArrayBuffer; passages: number }>(
    "SELECT language, SUM(passages) AS passages FROM paragraphs GROUP BY language HAVING SUM(passages) > 0",
  );
  return Object.fromEntries(
    rows.all().map(({ language, passages }) => [Buffer.from(language).toString(), passages]),
  );
}
