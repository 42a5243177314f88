import type { DocumentSummary, Place, Span } from "../../core/document.js";
import { oneLine } from "./printable.js";

/** The path of a document relative to the documents folder, by its id. */
export type DocumentPaths = ReadonlyMap<string, string>;

/** The paths of the documents in an index. */
export function documentPaths(documents: readonly DocumentSummary[]): DocumentPaths {
  return new Map(documents.map(({ id, path }) => [id, path]));
}

/** Where a span stands, for a person: the document's title, its headings, and page, slide, row or time. */
export function placeName(
  place: Place & { readonly title: string; readonly heading: readonly string[] },
): string {
  const { title, heading } = place;
  // The heading of a whole document is often its title.
  const path = [title, ...(heading[0] === title ? heading.slice(1) : heading)].join(" › ");
  return oneLine([path, ...position(place)].join(", "));
}

function position({ page, slide, row, time }: Place): string[] {
  return [
    ...(page === null ? [] : [`p. ${page}`]),
    ...(slide === null ? [] : [`slide ${slide}`]),
    ...(row === null ? [] : [`row ${row}`]),
    ...(time === null ? [] : [`at ${clock(time)}`]),
  ];
}

/** Seconds as `1:23:45`, or `3:05` below an hour. */
function clock(time: number): string {
  const seconds = Math.floor(time);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  if (seconds >= 3600) {
    parts.unshift(Math.floor(seconds / 3600));
  }
  return parts.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}

/** Where a span stands, for an editor: `path:start-end`, in characters of the document's text. */
export function location(span: Span & { readonly documentId: string }, paths: DocumentPaths): string {
  return `${oneLine(paths.get(span.documentId) ?? span.documentId)}:${span.start}-${span.end}`;
}
