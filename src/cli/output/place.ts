import type { DocumentSummary, Span } from "../../core/document.js";
import { oneLine } from "./printable.js";

/** The path of a document relative to the documents folder, by its id. */
export type DocumentPaths = ReadonlyMap<string, string>;

/** The paths of the documents in an index. */
export function documentPaths(documents: readonly DocumentSummary[]): DocumentPaths {
  return new Map(documents.map(({ id, path }) => [id, path]));
}

/** Where a span stands, for an editor: `path:start-end`, in characters of the document's text. */
export function location(span: Span & { readonly documentId: string }, paths: DocumentPaths): string {
  return `${oneLine(paths.get(span.documentId) ?? span.documentId)}:${span.start}-${span.end}`;
}
