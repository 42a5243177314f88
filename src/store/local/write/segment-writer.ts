import type { Fields } from "../../../core/passage.js";
import { joinQuantised, QuantisedList, type QuantisedVectors } from "../../../vectors/quantised-vectors.js";
import { toByteVector } from "../../../vectors/vector.js";
import { countToMerge, mergeSegments } from "../../lexical/merge-segments.js";
import { MAX_TEXTS } from "../../lexical/postings.js";
import type { Segment } from "../../lexical/segment.js";
import { type BuilderMark, SegmentBuilder } from "../../lexical/segment-builder.js";
import { type KeyedTable, lastGivenKey } from "../database/row-keys.js";
import { encodeSegment, encodeSegmentVectors } from "../database/segment-codec.js";
import { readLiveDocuments, readSegment, readSegmentVectors } from "../database/segment-reader.js";
import type { Connection, Statement } from "../database/sqlite.js";

/** How many passages of a language are written at once. More would need more memory and keep the event loop longer. */
const FLUSHED_PASSAGES = 8192;

/** The largest part of the segments that may be removed passages: they cost room and time. */
const MAX_REMOVED = 0.25;

const TABLE: KeyedTable = "segments";

/** What is known of a segment without reading it. */
interface SegmentRow {
  readonly key: number;
  readonly language: ArrayBuffer;
  readonly passages: number;
}

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
  readonly vectors: QuantisedList;
}

/** Where a transaction's unwritten passages end. */
type WriterMark = ReadonlyMap<string, BuilderMark>;

/** Writes the segments of one write transaction. */
export class SegmentWriter {
  readonly #connection: Connection;
  readonly #dimension: number;
  readonly #insert: Statement<never>;
  readonly #remove: Statement<never>;
  readonly #rows: Statement<SegmentRow>;
  /** By language. */
  readonly #unwritten = new Map<string, Unwritten>();
  #lastKey: number;

  /** @param dimension of the vectors */
  constructor(connection: Connection, dimension: number) {
    this.#connection = connection;
    this.#dimension = dimension;
    this.#insert = connection.prepare(
      "INSERT INTO segments (key, language, passages, content, vectors) VALUES (?, ?, ?, ?, ?)",
    );
    this.#remove = connection.prepare("DELETE FROM segments WHERE key = ?");
    this.#rows = connection.prepare("SELECT key, language, passages FROM segments ORDER BY key");
    this.#lastKey = lastGivenKey(connection, TABLE);
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
    vectors.push(toByteVector(vector));
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
      vectors.truncate(kept.passages);
    }
  }

  /** Writes what has grown large. */
  flushFull(): void {
    for (const [language, unwritten] of this.#unwritten) {
      if (unwritten.segment.mark.passages >= FLUSHED_PASSAGES) {
        this.#flush(language, unwritten);
      }
    }
  }

  /** Writes all, and keeps the segments few and free of what was removed. Others run in between. */
  async finish(): Promise<void> {
    for (const [language, unwritten] of this.#unwritten) {
      this.#flush(language, unwritten);
    }
    const [passages, removed] = this.#countPassages();
    const isWornOut = removed > MAX_REMOVED * passages;
    for (const rows of this.#byLanguage().values()) {
      await (isWornOut ? this.#rewrite(rows) : this.#merge(rows));
    }
  }

  /** Removes every segment. */
  clear(): void {
    this.#unwritten.clear();
    this.#connection.exec("DELETE FROM segments");
  }

  #ofLanguage(language: string): Unwritten {
    const known = this.#unwritten.get(language);
    if (known !== undefined) {
      return known;
    }
    const unwritten = { segment: new SegmentBuilder(language), vectors: new QuantisedList() };
    this.#unwritten.set(language, unwritten);
    return unwritten;
  }

  #flush(language: string, { segment: builder, vectors }: Unwritten): void {
    let first = 0;
    for (const segment of builder.build()) {
      const end = first + segment.keys.length;
      this.#write(segment, vectors.slice(first, end));
      first = end;
    }
    this.#unwritten.delete(language);
  }

  #write(segment: Segment, vectors: QuantisedVectors): void {
    if (segment.keys.length === 0 && segment.paragraphs.documents.length === 0) {
      return;
    }
    const key = ++this.#lastKey;
    const { language, keys } = segment;
    this.#insert.run(
      key,
      Buffer.from(language),
      keys.length,
      encodeSegment(key, segment),
      encodeSegmentVectors(key, vectors),
    );
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
    const segments = rows.map(({ key }) => ({ key, segment: readSegment(this.#connection, key) }));
    const [first, ...others] = segments.map(({ segment }) => segment);
    if (first === undefined) {
      return;
    }
    const isLive = readLiveDocuments(this.#connection);
    const merged = await mergeSegments([first, ...others], isLive);
    const dimension = this.#dimension;
    const parts = segments.map(({ key, segment: { documents } }) => ({
      vectors: readSegmentVectors(this.#connection, key, { passages: documents.length, dimension }),
      isKept: (passage: number) => isLive(documents[passage] ?? 0),
    }));
    const vectors = joinQuantised(parts, dimension);
    for (const { key } of rows) {
      this.#remove.run(key);
    }
    this.#write(merged, vectors);
  }

  #byLanguage(): Map<string, SegmentRow[]> {
    const languages = new Map<string, SegmentRow[]>();
    for (const row of this.#rows.all()) {
      const language = Buffer.from(row.language).toString();
      languages.set(language, [...(languages.get(language) ?? []), row]);
    }
    return languages;
  }

  /** How many passages the segments hold, and how many of these were removed. */
  #countPassages(): [all: number, removed: number] {
    const counts = this.#connection
      .prepare<{ all: number; live: number }>(
        `SELECT (SELECT COALESCE(SUM(passages), 0) FROM segments) AS "all",
           (SELECT COUNT(*) FROM passages) AS live`,
      )
      .first();
    const { all = 0, live = 0 } = counts ?? {};
    return [all, all - live];
  }
}
