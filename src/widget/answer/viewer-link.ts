import type { Span } from "../../core/document.js";

/** Where the viewer shows a span of a document; always on this server. */
export function viewerLink(source: Span & { readonly documentId: string }): string {
  return `${documentLink(source.documentId)}#${source.start}-${source.end}`;
}

/** Where the viewer shows a document; always on this server. */
export function documentLink(id: string): string {
  return `/documents/${encodeURIComponent(id)}`;
}
