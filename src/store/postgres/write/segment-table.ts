import { eachField } from "../../../core/passage.js";
import type { RowKeys } from "../../rows/row-keys.js";
import type { SegmentRow, SegmentTable, VectorSegment } from "../../rows/segment-table.js";
import { byteaArray } from "../connection/columns.js";
import type { Session } from "../connection/session.js";
import { readSegment } from "../read/segment.js";
import { encodeBlock, splitPostings } from "../search/postings-blocks.js";
import { encodeHead } from "../search/segment-head.js";
import type { PostgresTable } from "./keys.js";

/** How many blocks are written at once: about 4 MB. */
const BLOCKS_AT_ONCE = 512;

/** The segments of an index, within the session's write transaction. The database keeps vectors elsewhere. */
export class PostgresSegmentTable implements SegmentTable {
  readonly #session: Session;
  readonly #keys: RowKeys<PostgresTable>;
  readonly #countPassages: () => number;

  /** @param countPassages how many the transaction sees */
  constructor(session: Session, keys: RowKeys<PostgresTable>, countPassages: () => number) {
    this.#session = session;
    this.#keys = keys;
    this.#countPassages = countPassages;
  }

  rows(): Promise<SegmentRow[]> {
    return this.#session.rows("SELECT key, language, passages FROM segments ORDER BY key");
  }

  async read({ key }: SegmentRow): Promise<VectorSegment> {
    return { segment: await readSegment(this.#session, key), vectors: null };
  }

  async insert(key: number, { segment }: VectorSegment): Promise<void> {
    const rows: { readonly key: number; readonly content: Uint8Array }[] = [];
    const blocks = eachField((field) => {
      const split = Array.from(splitPostings(segment.passages[field]), (block) => ({
        key: this.#keys.next("postings"),
        block,
      }));
      rows.push(...split.map((one) => ({ key: one.key, content: encodeBlock(one.key, one.block) })));
      return {
        lastTerms: Uint32Array.from(split, ({ block }) => block.terms.at(-1) ?? 0),
        keys: Uint32Array.from(split, (one) => one.key),
      };
    });
    await this.#session.run("INSERT INTO segments (key, language, passages, head) VALUES ($1, $2, $3, $4)", [
      key,
      segment.language,
      segment.keys.length,
      Buffer.from(encodeHead(key, { segment, blocks })),
    ]);
    for (let first = 0; first < rows.length; first += BLOCKS_AT_ONCE) {
      const some = rows.slice(first, first + BLOCKS_AT_ONCE);
      await this.#session.run(
        `INSERT INTO postings (key, segment, content)
         SELECT key, $1::bigint, content FROM unnest($2::bigint[], $3::bytea[]) AS row (key, content)`,
        [key, some.map((row) => row.key), byteaArray(some.map(({ content }) => content))],
      );
    }
  }

  /** Its postings go with it. */
  async remove(key: number): Promise<void> {
    await this.#session.run("DELETE FROM segments WHERE key = $1", [key]);
  }

  countPassages(): number {
    return this.#countPassages();
  }

  async liveDocuments(): Promise<(document: number) => boolean> {
    const rows = await this.#session.rows<{ key: number }>("SELECT key FROM documents");
    const keys = new Set(rows.map(({ key }) => key));
    return (document) => keys.has(document);
  }
}
