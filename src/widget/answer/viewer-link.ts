import type { Span } from "../../core/document.js";
import { OWN_SERVER, type Server } from "../transport/server.js";

/** A span of a document, and the parts of it that stand out. */
export interface HighlightedSpan extends Span {
  readonly highlights?: readonly Span[];
}

/** Where the viewer shows a span of a document; always on the given server. */
export function viewerLink(
  source: HighlightedSpan & { readonly documentId: string },
  server?: Server,
): string {
  const spans = [source, ...(source.highlights ?? [])].map(({ start, end }) => `${start}-${end}`);
  return `${documentLink(source.documentId, server)}#${spans.join()}`;
}

/** Where the viewer shows a document; always on the given server. */
export function documentLink(id: string, server: Server = OWN_SERVER): string {
  return `${server.base}documents/${encodeURIComponent(id)}`;
}
