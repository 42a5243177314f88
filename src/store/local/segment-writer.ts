import type { Fields } from "../lexical/fields.js";
import { countToMerge, mergeSegments } from "../lexical/merge-segments.js";
import { MAX_TEXTS } from "../lexical/postings.js";
import type { Segment } from "../lexical/segment.js";
import { type BuilderMark, SegmentBuilder } from "../lexical/segment-builder.js";
import { type KeyedTable, lastKey } from "./row-keys.js";
import { encodeSegment } from "./segment-codec.js";
import { readLiveDocuments, readSegment } from "./segment-reader.js";
import type { Connection, Statement } from "./sqlite.js";

/** So many passages of a language are written at once: more would take more memory, and more time at once. */
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

/** Where a transaction's unwritten passages end. */
type WriterMark = ReadonlyMap<string, BuilderMark>;

/** Writes the lexical segments of one write transaction. */
export class SegmentWriter {
  readonly #connection: Connection;
  readonly #insert: Statement<never>;
  readonly #remove: Statement<never>;
  readonly #rows: Statement<SegmentRow>;
  /** By language. */
  readonly #builders = new Map<string, SegmentBuilder>();
  #lastKey: number;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#insert = connection.prepare(
      "INSERT INTO segments (key, language, passages, content) VALUES (?, ?, ?, ?)",
    );
    this.#remove = connection.prepare("DELETE FROM segments WHERE key = ?");
    this.#rows = connection.prepare("SELECT key, language, passages FROM segments ORDER BY key");
    this.#lastKey = lastKey(connection, TABLE);
  }

  /**
   * @param document the key of its document
   * @param lengths in terms, repetitions counted
   */
  addParagraph(language: string, document: number, lengths: Fields<number>): void {
    this.#builder(language).addParagraph(document, lengths);
  }

  /**
   * @param key above all that were added before
   * @param document the key of its document
   * @param terms ids, ascending, with repetitions
   */
  addPassage(language: string, key: number, document: number, terms: Fields<Uint32Array>): void {
    this.#builder(language).addPassage(key, document, terms);
  }

  /** What `forgetAfter` goes back to; not beyond a `flushFull` or `finish`. */
  mark(): WriterMark {
    return new Map(Array.from(this.#builders, ([language, builder]) => [language, builder.mark]));
  }

  /** Forgets what was added after a mark. */
  forgetAfter(mark: WriterMark): void {
    for (const [language, builder] of this.#builders) {
      builder.truncate(mark.get(language) ?? { passages: 0, paragraphs: 0 });
    }
  }

  /** Writes what has grown large. */
  flushFull(): void {
    for (const [language, builder] of this.#builders) {
      if (builder.mark.passages >= FLUSHED_PASSAGES) this.#flush(language, builder);
    }
  }

  /** Writes all, and keeps the segments few and free of what was removed. Others run in between. */
  async finish(): Promise<void> {
    for (const [language, builder] of this.#builders) this.#flush(language, builder);
    const [passages, removed] = this.#countPassages();
    const isWornOut = removed > MAX_REMOVED * passages;
    for (const rows of this.#byLanguage().values()) {
      await (isWornOut ? this.#rewrite(rows) : this.#merge(rows));
    }
  }

  /** Removes every segment. */
  clear(): void {
    this.#builders.clear();
    this.#connection.exec("DELETE FROM segments");
  }

  #builder(language: string): SegmentBuilder {
    const known = this.#builders.get(language);
    if (known !== undefined) return known;
    const builder = new SegmentBuilder(language);
    this.#builders.set(language, builder);
    return builder;
  }

  #flush(language: string, builder: SegmentBuilder): void {
    for (const segment of builder.build()) this.#write(segment);
    this.#builders.delete(language);
  }

  #write(segment: Segment): void {
    if (segment.keys.length === 0 && segment.paragraphs.documents.length === 0) return;
    const key = ++this.#lastKey;
    const { language, keys } = segment;
    this.#insert.run(key, Buffer.from(language), keys.length, encodeSegment(key, segment));
  }

  /** Joins the last segments of a language where they are small. */
  async #merge(rows: readonly SegmentRow[]): Promise<void> {
    const count = countToMerge(rows.map(({ passages }) => passages));
    if (count > 0) await this.#replace(rows.slice(-count));
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
    const [first, ...others] = rows.map(({ key }) => readSegment(this.#connection, key));
    if (first === undefined) return;
    const merged = await mergeSegments([first, ...others], readLiveDocuments(this.#connection));
    for (const { key } of rows) this.#remove.run(key);
    this.#write(merged);
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
