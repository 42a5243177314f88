import type { PassageTable } from "./passage-table.js";

/** Which passages a search may find. */
export interface DocumentFilter {
  /** The keys of the documents that are searched; null for all. */
  readonly documents: ReadonlySet<number> | null;
  /** Whether the passage at a position belongs to one of them. */
  readonly accepts: (position: number) => boolean;
}

/** @param ids of the documents to search; unknown ones are ignored, undefined is all documents */
export function filterDocuments(
  passages: PassageTable,
  ids: ReadonlySet<string> | undefined,
): DocumentFilter {
  if (ids === undefined) return { documents: null, accepts: () => true };
  const documents = passages.documentKeys(ids);
  return { documents, accepts: (position) => documents.has(passages.documentKeyAt(position)) };
}
