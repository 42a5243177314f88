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
