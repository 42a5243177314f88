import type { QuantisedVectors } from "../../vectors/quantised-vectors.js";
import type { Segment } from "../lexical/segment.js";

/** What is known of a stored segment without reading it. */
export interface SegmentRow {
  readonly key: number;
  /** ISO 639-1 or `und`. */
  readonly language: string;
  /** How many it has, with those that were removed since. */
  readonly passages: number;
}

/** A segment with the vectors of its passages. */
export interface VectorSegment {
  readonly segment: Segment;
  /** Null in a store that keeps vectors elsewhere. */
  readonly vectors: QuantisedVectors | null;
}

/** Where a store keeps segments, as one write transaction changes it. */
export interface SegmentTable {
  /** All, by ascending key. */
  rows(): Awaitable<readonly SegmentRow[]>;
  /** @throws FootnoteError `index_damaged` */
  read(row: SegmentRow): Awaitable<VectorSegment>;
  insert(key: number, segment: VectorSegment): Awaitable<void>;
  remove(key: number): Awaitable<void>;
  /** How many passages there are. */
  countPassages(): Awaitable<number>;
  /** Whether a document, by its key, is there. */
  liveDocuments(): Awaitable<(document: number) => boolean>;
}

type Awaitable<T> = T | Promise<T>;
