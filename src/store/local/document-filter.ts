import type { PassageTable } from "./passage-table.js";

/** Which passages a search may find. */
export interface DocumentFilter {
  /** Whether all documents are searched. */
  readonly isOpen: boolean;
  /** Whether the document with this key is one of them. */
  readonly accepts: (document: number) => boolean;
}

/** @param ids of the documents to search; unknown ones are ignored, undefined is all documents */
export function filterDocuments(
  passages: PassageTable,
  ids: ReadonlySet<string> | undefined,
): DocumentFilter {
  if (ids === undefined) {
    return { isOpen: true, accepts: () => true };
  }
  const documents = passages.documentKeys(ids);
  return { isOpen: false, accepts: (document) => documents.has(document) };
}
