import type { Fields } from "../../core/passage.js";
import { joinQuantised, QuantisedList } from "../../vectors/quantised-vectors.js";
import { toByteVector } from "../../vectors/vector.js";
import { countToMerge, mergeSegments } from "../lexical/merge-segments.js";
import { MAX_TEXTS } from "../lexical/postings.js";
import { type BuilderMark, SegmentBuilder } from "../lexical/segment-builder.js";
import type { SegmentRow, SegmentTable, VectorSegment } from "./segment-table.js";

/** How many passages of a language are written at once. More would need more memory and keep the event loop longer. */
const FLUSHED_PASSAGES = 8192;

/** The largest part of the segments that may be removed passages: they cost room and time. */
const MAX_REMOVED = 0.25;

/** A passage as both legs look for it. */
export interface SegmentPassage {
  /** Above all that were added before. */
  readonly key: number;
  /** The key of its document. */
  readonly document: number;
  /** Ids, ascending, with repetitions. */
  readonly terms: Fields<Uint32Array>;
  readonly vector: Float32Array;
}

/** The passages of a language that aren't written yet. */
interface Unwritten {
  readonly segment: SegmentBuilder;
  /** Null where the segments have no vectors. */
  readonly vectors: QuantisedList | null;
}

/** Where a transaction's unwritten passages end. */
type WriterMark = ReadonlyMap<string, BuilderMark>;

/** Writes the segments of one write transaction. */
export class SegmentWriter {
  readonly #table: SegmentTable;
  readonly #nextKey: () => number;
  /** Of the vectors; null where the segments have none. */
  readonly #dimension: number | null;
  /** By language. */
  readonly #unwritten = new Map<string, Unwritten>();

  /**
   * @param nextKey gives a key that no segment ever had
   * @param dimension of the vectors; null where the segments have none
   */
  constructor(table: SegmentTable, nextKey: () => number, dimension: number | null) {
    this.#table = table;
    this.#nextKey = nextKey;
    this.#dimension = dimension;
  }

  /**
   * @param document the key of its document
   * @param lengths in terms, repetitions counted
   */
  addParagraph(language: string, document: number, lengths: Fields<number>): void {
    this.#ofLanguage(language).segment.addParagraph(document, lengths);
  }

  addPassage(language: string, { key, document, terms, vector }: SegmentPassage): void {
    const { segment, vectors } = this.#ofLanguage(language);
    segment.addPassage(key, document, terms);
    vectors?.push(toByteVector(vector));
  }

  /** What `forgetAfter` goes back to; not beyond a `flushFull` or `finish`. */
  mark(): WriterMark {
    return new Map(Array.from(this.#unwritten, ([language, { segment }]) => [language, segment.mark]));
  }

  /** Forgets what was added after a mark. */
  forgetAfter(mark: WriterMark): void {
    for (const [language, { segment, vectors }] of this.#unwritten) {
      const kept = mark.get(language) ?? { passages: 0, paragraphs: 0 };
      segment.truncate(kept);
      vectors?.truncate(kept.passages);
    }
  }

  /** Writes what has grown large. */
  async flushFull(): Promise<void> {
    for (const [language, unwritten] of this.#unwritten) {
      if (unwritten.segment.mark.passages >= FLUSHED_PASSAGES) {
        await this.#flush(language, unwritten);
      }
    }
  }

  /** Writes all, and keeps the segments few and free of what was removed. Others run in between. */
  async finish(): Promise<void> {
    for (const [language, unwritten] of this.#unwritten) {
      await this.#flush(language, unwritten);
    }
    const rows = await this.#table.rows();
    const passages = rows.reduce((sum, row) => sum + row.passages, 0);
    const removed = passages - (await this.#table.countPassages());
    const isWornOut = removed > MAX_REMOVED * passages;
    for (const ofLanguage of byLanguage(rows).values()) {
      await (isWornOut ? this.#rewrite(ofLanguage) : this.#merge(ofLanguage));
    }
  }

  /** Forgets all that isn't written. */
  forget(): void {
    this.#unwritten.clear();
  }

  #ofLanguage(language: string): Unwritten {
    const known = this.#unwritten.get(language);
    if (known !== undefined) {
      return known;
    }
    const unwritten = {
      segment: new SegmentBuilder(language),
      vectors: this.#dimension === null ? null : new QuantisedList(),
    };
    this.#unwritten.set(language, unwritten);
    return unwritten;
  }

  async #flush(language: string, { segment: builder, vectors }: Unwritten): Promise<void> {
    this.#unwritten.delete(language);
    let first = 0;
    for (const segment of builder.build()) {
      const end = first + segment.keys.length;
      await this.#write({ segment, vectors: vectors?.slice(first, end) ?? null });
      first = end;
    }
  }

  async #write(stored: VectorSegment): Promise<void> {
    const { keys, paragraphs } = stored.segment;
    if (keys.length > 0 || paragraphs.documents.length > 0) {
      await this.#table.insert(this.#nextKey(), stored);
    }
  }

  /** Joins the last segments of a language where they are small. */
  async #merge(rows: readonly SegmentRow[]): Promise<void> {
    const count = countToMerge(rows.map(({ passages }) => passages));
    if (count > 0) {
      await this.#replace(rows.slice(-count));
    }
  }

  /** Writes the segments of a language anew, as few as possible. */
  async #rewrite(rows: readonly SegmentRow[]): Promise<void> {
    let group: SegmentRow[] = [];
    let passages = 0;
    for (const row of rows) {
      if (passages + row.passages > MAX_TEXTS) {
        await this.#replace(group);
        group = [];
        passages = 0;
      }
      group.push(row);
      passages += row.passages;
    }
    await this.#replace(group);
  }

  async #replace(rows: readonly SegmentRow[]): Promise<void> {
    const stored: VectorSegment[] = [];
    for (const row of rows) {
      stored.push(await this.#table.read(row));
    }
    const [first, ...others] = stored.map(({ segment }) => segment);
    if (first === undefined) {
      return;
    }
    const isLive = await this.#table.liveDocuments();
    const segment = await mergeSegments([first, ...others], isLive);
    const vectors = this.#dimension === null ? null : joinVectors(stored, isLive, this.#dimension);
    for (const { key } of rows) {
      await this.#table.remove(key);
    }
    await this.#write({ segment, vectors });
  }
}

function joinVectors(
  stored: readonly VectorSegment[],
  isLive: (document: number) => boolean,
  dimension: number,
): VectorSegment["vectors"] {
  const parts = stored.flatMap(({ segment: { documents }, vectors }) =>
    vectors === null ? [] : [{ vectors, isKept: (passage: number) => isLive(documents[passage] ?? 0) }],
  );
  return joinQuantised(parts, dimension);
}

function byLanguage(rows: readonly SegmentRow[]): Map<string, SegmentRow[]> {
  const languages = new Map<string, SegmentRow[]>();
  for (const row of rows) {
    const ofLanguage = languages.get(row.language) ?? [];
    ofLanguage.push(row);
    languages.set(row.language, ofLanguage);
  }
  return languages;
}
