import { LRUCache } from "lru-cache";
import type { StoredPassage } from "../../hits.js";
import { type DocumentAbout, type SummaryRow, unsealAbout } from "../../rows/document-codec.js";
import { type ParagraphRow, type StoredParagraph, toParagraph } from "../../rows/paragraph-codec.js";
import { type PassageRow, toPassage } from "../../rows/passage-codec.js";
import { type PassageVector, unsealVector, type VectorRow } from "../../rows/vector-codec.js";
import type { Session } from "../connection/session.js";

/** About 12 MB with vectors of 512 dimensions. */
const CACHED_PASSAGES = 5000;

/** About 40 MB with vectors of 512 dimensions. */
const CACHED_PARAGRAPHS = 5000;

/** A few hundred bytes each. */
const CACHED_DOCUMENTS = 10_000;

/** What a passage's row says, as far as it is read without its paragraph. */
type StoredRow = PassageVector & PassageRow;

/** Reads passages with their paragraphs; keeps what was read last, for under a key nothing ever changes. */
export class RowCache {
  readonly #passages = new LRUCache<number, StoredRow>({ max: CACHED_PASSAGES });
  readonly #paragraphs = new LRUCache<number, StoredParagraph>({ max: CACHED_PARAGRAPHS });
  readonly #documents = new LRUCache<number, DocumentAbout>({ max: CACHED_DOCUMENTS });

  /** The rows of the passages with these keys, without those that aren't there. */
  async rows(session: Session, keys: readonly number[], dimension: number): Promise<StoredRow[]> {
    const found = await through(this.#passages, keys, async (missing) => {
      const rows = await session.rows<PassageRow & VectorRow>(
        "SELECT key, paragraph, about, vector FROM passages WHERE key = ANY($1)",
        [missing],
      );
      return rows.map((row): [number, StoredRow] => [
        row.key,
        { ...row, vector: unsealVector(row, dimension) },
      ]);
    });
    return [...found.values()];
  }

  /** The same passages with their paragraphs, without those whose paragraph isn't there. */
  async withParagraphs(
    session: Session,
    rows: readonly StoredRow[],
    dimension: number,
  ): Promise<StoredPassage[]> {
    const paragraphs = await this.#readParagraphs(
      session,
      [...new Set(rows.map((row) => row.paragraph))],
      dimension,
    );
    return rows.flatMap((row) => {
      const paragraph = paragraphs.get(row.paragraph);
      const { key, vector } = row;
      return paragraph === undefined ? [] : [{ key, passage: toPassage(row, paragraph), vector, paragraph }];
    });
  }

  #readParagraphs(
    session: Session,
    keys: readonly number[],
    dimension: number,
  ): Promise<Map<number, StoredParagraph>> {
    return through(this.#paragraphs, keys, async (missing) => {
      const rows = await session.rows<ParagraphRow>(
        "SELECT key, document, terms, content FROM paragraphs WHERE key = ANY($1)",
        [missing],
      );
      const documents = await this.#readDocuments(session, [
        ...new Set(rows.map(({ document }) => document)),
      ]);
      return rows.flatMap((row): [number, StoredParagraph][] => {
        const about = documents.get(row.document);
        return about === undefined ? [] : [[row.key, toParagraph(row, about, dimension)]];
      });
    });
  }

  #readDocuments(session: Session, keys: readonly number[]): Promise<Map<number, DocumentAbout>> {
    return through(this.#documents, keys, async (missing) => {
      const rows = await session.rows<Pick<SummaryRow, "key" | "about">>(
        "SELECT key, about FROM documents WHERE key = ANY($1)",
        [missing],
      );
      return rows.map((row): [number, DocumentAbout] => [row.key, unsealAbout(row)]);
    });
  }
}

/**
 * What has these keys, of a cache as far as it is there; the rest is read, and kept in it.
 * @param read leaves out what isn't there
 */
export async function through<T extends object>(
  cache: LRUCache<number, T>,
  keys: readonly number[],
  read: (missing: readonly number[]) => Promise<readonly (readonly [key: number, value: T])[]>,
): Promise<Map<number, T>> {
  const found = new Map<number, T>();
  const missing = keys.filter((key) => {
    const known = cache.get(key);
    if (known !== undefined) {
      found.set(key, known);
    }
    return known === undefined;
  });
  for (const [key, value] of missing.length === 0 ? [] : await read(missing)) {
    cache.set(key, value);
    found.set(key, value);
  }
  return found;
}
