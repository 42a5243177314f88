import { LRUCache } from "lru-cache";
import type { Passage } from "../../../core/passage.js";
import type { StoredPassage } from "../../hits.js";
import { type DocumentAbout, type SummaryRow, unsealAbout } from "../../rows/document-codec.js";
import { type ParagraphRow, type StoredParagraph, toParagraph } from "../../rows/paragraph-codec.js";
import { type PassageRow, toPassage } from "../../rows/passage-codec.js";
import { type PassageVector, unsealVector, type VectorRow } from "../../rows/vector-codec.js";
import type { Connection, Statement } from "./sqlite.js";

/** About 12 MB with vectors of 512 dimensions: a search in some documents finds again what one in all has found. */
const CACHED_PASSAGES = 5000;

/** About 40 MB with vectors of 512 dimensions: a small index is then read only once. */
const CACHED_PARAGRAPHS = 5000;

/** A few hundred bytes each. */
const CACHED_DOCUMENTS = 10_000;

/** What a passage's row says, as far as it is read without its paragraph. */
type StoredRow = PassageVector & PassageRow;

/** Reads passages with their paragraphs and sentences. */
export class PassageReader {
  readonly #passages: Statement<PassageRow & VectorRow>;
  readonly #paragraphs: Statement<ParagraphRow>;
  readonly #documents: Statement<Pick<SummaryRow, "key" | "about">>;
  readonly #anyDocument: Statement<{ readonly key: number }>;
  /** Nothing of this ever changes, and a key is never used again: what is here is right for ever. */
  readonly #passageCache = new LRUCache<number, StoredRow>({ max: CACHED_PASSAGES });
  readonly #paragraphCache = new LRUCache<number, StoredParagraph>({ max: CACHED_PARAGRAPHS });
  readonly #documentCache = new LRUCache<number, DocumentAbout>({ max: CACHED_DOCUMENTS });
  /** Of the rows in the cache. */
  readonly #made = new WeakMap<StoredRow, Passage>();

  constructor(connection: Connection) {
    this.#passages = connection.prepare(
      `SELECT p.key, p.paragraph, p.about, p.vector
       FROM json_each(?) AS wanted CROSS JOIN passages AS p ON p.key = wanted.value`,
    );
    this.#paragraphs = connection.prepare(
      `SELECT g.key, g.document, g.terms, g.content
       FROM json_each(?) AS wanted CROSS JOIN paragraphs AS g ON g.key = wanted.value`,
    );
    this.#documents = connection.prepare(
      `SELECT d.key, d.about
       FROM json_each(?) AS wanted CROSS JOIN documents AS d ON d.key = wanted.value`,
    );
    this.#anyDocument = connection.prepare(
      "SELECT key FROM documents WHERE key IN (SELECT value FROM json_each(?)) LIMIT 1",
    );
  }

  /** Whether one of the documents with these keys is there. */
  hasAnyDocument(keys: readonly number[]): boolean {
    return this.#anyDocument.first(JSON.stringify(keys)) !== undefined;
  }

  /** The rows of the passages with these keys; of those that a commit has removed since, some may be missing. */
  rows(keys: readonly number[], dimension: number): StoredRow[] {
    const rows = throughCache(keys, this.#passageCache, (missing) =>
      this.#passages
        .all(missing)
        .map((row): [number, StoredRow] => [row.key, { ...row, vector: unsealVector(row, dimension) }]),
    );
    return [...rows.values()];
  }

  /** The same passages with their paragraphs, without those that a commit has removed since. */
  withParagraphs(rows: readonly StoredRow[], dimension: number): StoredPassage[] {
    const paragraphs = this.#readParagraphs(new Set(rows.map((row) => row.paragraph)), dimension);
    return rows.flatMap((row) => {
      const paragraph = paragraphs.get(row.paragraph);
      if (paragraph === undefined) {
        return [];
      }
      const { key, vector } = row;
      return [{ key, passage: this.#passageOf(row, paragraph), vector, paragraph }];
    });
  }

  #passageOf(row: StoredRow, paragraph: StoredParagraph): Passage {
    const made = this.#made.get(row) ?? toPassage(row, paragraph);
    this.#made.set(row, made);
    return made;
  }

  #readParagraphs(keys: ReadonlySet<number>, dimension: number): Map<number, StoredParagraph> {
    return throughCache(keys, this.#paragraphCache, (missing) => {
      const rows = this.#paragraphs.all(missing);
      const documents = this.#readDocuments(new Set(rows.map(({ document }) => document)));
      return rows.flatMap((row): [number, StoredParagraph][] => {
        const about = documents.get(row.document);
        return about === undefined ? [] : [[row.key, toParagraph(row, about, dimension)]];
      });
    });
  }

  #readDocuments(keys: ReadonlySet<number>): Map<number, DocumentAbout> {
    return throughCache(keys, this.#documentCache, (missing) =>
      this.#documents.all(missing).map((row): [number, DocumentAbout] => [row.key, unsealAbout(row)]),
    );
  }
}

/**
 * What has these keys, of a cache as far as it is there; the rest is read, and kept in it.
 * @param read gets the missing keys as JSON, and leaves out those of what isn't there
 */
function throughCache<T extends object>(
  keys: Iterable<number>,
  cache: LRUCache<number, T>,
  read: (missing: string) => readonly (readonly [key: number, value: T])[],
): Map<number, T> {
  const found = new Map<number, T>();
  const missing = [...keys].filter((key) => {
    const known = cache.get(key);
    if (known !== undefined) {
      found.set(key, known);
    }
    return known === undefined;
  });
  for (const [key, value] of missing.length === 0 ? [] : read(JSON.stringify(missing))) {
    cache.set(key, value);
    found.set(key, value);
  }
  return found;
}
