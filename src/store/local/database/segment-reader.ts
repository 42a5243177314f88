import type { QuantisedVectors } from "../../../vectors/quantised-vectors.js";
import type { Segment } from "../../lexical/segment.js";
import { decodeSegment, decodeSegmentVectors } from "../../rows/segment-codec.js";
import { TimeSlice } from "../../time-slice.js";
import type { Connection } from "./sqlite.js";

/** The lexical segments of a generation by the key of their row, in the order of their passages. */
export type Segments = ReadonlyMap<number, Segment>;

/**
 * The segments that the connection sees.
 * @param known those of an earlier generation: a row never changes
 * @throws FootnoteError `index_damaged`
 */
export async function readSegments(connection: Connection, known: Segments = new Map()): Promise<Segments> {
  const keys = connection.prepare<{ key: number }>("SELECT key FROM segments ORDER BY key");
  const segments = new Map<number, Segment>();
  const slice = new TimeSlice();
  for (const { key } of keys.all()) {
    const segment = known.get(key) ?? readSegment(connection, key);
    segments.set(key, segment);
    if (slice.isOver) {
      await slice.rest();
    }
  }
  return segments;
}

/** @throws FootnoteError `index_damaged` */
export function readSegment(connection: Connection, key: number): Segment {
  const row = connection.prepare<{ content: ArrayBuffer }>("SELECT content FROM segments WHERE key = ?");
  return decodeSegment(key, row.first(key)?.content ?? new ArrayBuffer());
}

/**
 * The vectors of a segment's passages.
 * @throws FootnoteError `index_damaged` if there isn't one of the dimension for each
 */
export function readSegmentVectors(
  connection: Connection,
  key: number,
  { passages, dimension }: { readonly passages: number; readonly dimension: number },
): QuantisedVectors {
  const row = connection.prepare<{ vectors: ArrayBuffer }>("SELECT vectors FROM segments WHERE key = ?");
  return decodeSegmentVectors(key, row.first(key)?.vectors ?? new ArrayBuffer(), { passages, dimension });
}

/** Whether a document, by its key, is there, as the connection sees it. */
export function readLiveDocuments(connection: Connection): (document: number) => boolean {
  const rows = connection.prepare<{ key: number }>("SELECT key FROM documents");
  const keys = new Set(rows.all().map(({ key }) => key));
  return (document) => keys.has(document);
}
