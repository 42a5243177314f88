import type { Span } from "../../core/document.js";
import { OWN_SERVER, type Server } from "../transport/server.js";

/** Where the viewer shows a span of a document; always on the given server. */
export function viewerLink(source: Span & { readonly documentId: string }, server?: Server): string {
  return `${documentLink(source.documentId, server)}#${source.start}-${source.end}`;
}

/** Where the viewer shows a document; always on the given server. */
export function documentLink(id: string, server: Server = OWN_SERVER): string {
  return `${server.base}documents/${encodeURIComponent(id)}`;
}

/**
 * The span that an address such as `/documents/7#1890-2011` names.
 * @param hash with the `#`
 * @param length the length of the document's text
 * @returns null unless the hash is two offsets of a span that isn't empty and lies within the text
 */
export function spanFromHash(hash: string, length: number): Span | null {
  const match = /^#(\d{1,15})-(\d{1,15})$/.exec(hash);
  if (match === null) {
    return null;
  }
  const span = { start: Number(match[1]), end: Number(match[2]) };
  return span.start < span.end && span.end <= length ? span : null;
}
