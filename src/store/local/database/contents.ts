import { damaged } from "./errors.js";
import type { Connection } from "./sqlite.js";

/** How much an index holds. */
export interface Counts {
  readonly documents: number;
  readonly paragraphs: number;
  readonly passages: number;
}

/** What a new index holds. */
export const NOTHING: Counts = { documents: 0, paragraphs: 0, passages: 0 };

/** @throws FootnoteError `index_damaged` unless as much was found as was written */
export function checkCounts(found: Counts, written: Counts): void {
  const isSame =
    found.documents === written.documents &&
    found.paragraphs === written.paragraphs &&
    found.passages === written.passages;
  if (!isSame) {
    throw damaged("The index's database doesn't hold as much as was written to it.");
  }
}

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
