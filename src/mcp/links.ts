import type { Span } from "../core/document.js";
import type { McpBackend } from "./backend.js";

/** Where a person reads a document. */
export function documentUrl({ link }: McpBackend, documentId: string): string {
  return link(`/documents/${encodeURIComponent(documentId)}`);
}

/** Where a person reads a span in its document. */
export function passageUrl(backend: McpBackend, documentId: string, { start, end }: Span): string {
  return `${documentUrl(backend, documentId)}#${start}-${end}`;
}
