import { encodeSegment, encodeSegmentVectors } from "../../rows/segment-codec.js";
import type { SegmentRow, SegmentTable, VectorSegment } from "../../rows/segment-table.js";
import { readLiveDocuments, readSegment, readSegmentVectors } from "../database/segment-reader.js";
import type { Connection, Statement } from "../database/sqlite.js";

interface Row {
  readonly key: number;
  readonly language: ArrayBuffer;
  readonly passages: number;
}

/** The segments of an index, within the connection's write transaction. */
export class LocalSegmentTable implements SegmentTable {
  readonly #connection: Connection;
  readonly #dimension: number;
  readonly #insert: Statement<never>;
  readonly #remove: Statement<never>;
  readonly #rows: Statement<Row>;

  /** @param dimension of the vectors */
  constructor(connection: Connection, dimension: number) {
    this.#connection = connection;
    this.#dimension = dimension;
    this.#insert = connection.prepare(
      "INSERT INTO segments (key, language, passages, content, vectors) VALUES (?, ?, ?, ?, ?)",
    );
    this.#remove = connection.prepare("DELETE FROM segments WHERE key = ?");
    this.#rows = connection.prepare("SELECT key, language, passages FROM segments ORDER BY key");
  }

  rows(): SegmentRow[] {
    return this.#rows.all().map((row) => ({ ...row, language: Buffer.from(row.language).toString() }));
  }

  read({ key }: SegmentRow): VectorSegment {
    const segment = readSegment(this.#connection, key);
    const passages = segment.documents.length;
    return {
      segment,
      vectors: readSegmentVectors(this.#connection, key, { passages, dimension: this.#dimension }),
    };
  }

  insert(key: number, { segment, vectors }: VectorSegment): void {
    if (vectors === null) {
      throw new Error("A segment of a local index has vectors.");
    }
    const { language, keys } = segment;
    this.#insert.run(
      key,
      Buffer.from(language),
      keys.length,
      encodeSegment(key, segment),
      encodeSegmentVectors(key, vectors),
    );
  }

  remove(key: number): void {
    this.#remove.run(key);
  }

  countPassages(): number {
    return (
      this.#connection.prepare<{ count: number }>("SELECT COUNT(*) AS count FROM passages").first()?.count ??
      0
    );
  }

  liveDocuments(): (document: number) => boolean {
    return readLiveDocuments(this.#connection);
  }
}
