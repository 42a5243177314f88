import type { FileFailure, FileState } from "../../../core/ports/store/catalogue.js";
import type { DocumentInput, ParagraphInput } from "../../../core/ports/store/writing.js";
import { checkParagraph } from "../../check-input.js";
import type { Counts } from "../../rows/counts.js";
import {
  type DocumentFile,
  encodeKey,
  type SummaryRow,
  sealDocument,
  sealFailure,
  sealFile,
  unsealFile,
} from "../../rows/document-codec.js";
import { sealParagraph } from "../../rows/paragraph-codec.js";
import { sealPassage } from "../../rows/passage-codec.js";
import type { RowKeys } from "../../rows/row-keys.js";
import { SegmentWriter } from "../../rows/segment-writer.js";
import { type GivenIds, TermWriter } from "../../rows/term-writer.js";
import type { Changes } from "../../serial-transaction.js";
import type { Session } from "../connection/session.js";
import { type PostgresTable, writeKeys } from "./keys.js";
import { RowBuffer } from "./row-buffer.js";
import { PostgresSegmentTable } from "./segment-table.js";
import { Tally } from "./tally.js";

/** How many bytes of rows are collected before they are written. */
const BUFFERED_BYTES = 4 * 1024 * 1024;

/** What a writer starts from. */
export interface WriterStart {
  readonly keys: RowKeys<PostgresTable>;
  /** The terms that have an id; they are added to. */
  readonly given: GivenIds;
  readonly counts: Counts;
  readonly languages: Readonly<Record<string, number>>;
  /** Of the vectors. */
  readonly dimension: number;
  /** The object id of pgvector's type `vector`. */
  readonly vectorType: number;
}

/** Writes documents within the session's transaction. */
export class DocumentWriter implements Changes {
  readonly #session: Session;
  readonly #dimension: number;
  readonly #keys: RowKeys<PostgresTable>;
  readonly #terms: TermWriter;
  readonly #segments: SegmentWriter;
  readonly #buffer: RowBuffer;
  /** How much the index holds, as the transaction sees it. */
  readonly tally: Tally;

  constructor(session: Session, { keys, given, counts, languages, dimension, vectorType }: WriterStart) {
    this.#session = session;
    this.#dimension = dimension;
    this.#keys = keys;
    this.#terms = new TermWriter(() => given);
    this.tally = new Tally(counts, languages);
    this.#segments = new SegmentWriter(
      new PostgresSegmentTable(session, keys, () => this.tally.counts.passages),
      () => keys.next("segments"),
      null,
    );
    this.#buffer = new RowBuffer(vectorType);
  }

  /**
   * Adds a document or replaces the one with its id: wholly, or not at all if something that it is made of is wrong.
   * Nothing else may be written meanwhile.
   * @param assertOpen throws if the transaction has ended while a paragraph was awaited
   * @throws RangeError that names the document and the first thing that is wrong
   */
  async put(document: DocumentInput, ingestedAt: Date, assertOpen: () => void): Promise<void> {
    await this.#session.script("SAVEPOINT put");
    const before = { segments: this.#segments.mark(), tally: this.tally.mark };
    try {
      await this.remove(document.id);
      await this.forgetFailure(document.path);
      const key = this.#keys.next("documents");
      let passages = 0;
      for await (const paragraph of document.paragraphs) {
        assertOpen();
        checkParagraph(paragraph, document, this.#dimension);
        this.#addParagraph(paragraph, key, document.text);
        passages += paragraph.passages.length;
        if (this.#buffer.bytes > BUFFERED_BYTES) {
          await this.#buffer.flush(this.#session);
        }
      }
      assertOpen();
      this.#buffer.addDocument(
        sealDocument(key, document, { passages, ingestedAt: ingestedAt.toISOString() }),
      );
      this.tally.addDocument();
      await this.#buffer.flush(this.#session);
      await this.#session.script("RELEASE SAVEPOINT put");
    } catch (error) {
      assertOpen();
      await this.#session.script("ROLLBACK TO SAVEPOINT put; RELEASE SAVEPOINT put");
      this.#buffer.clear();
      this.#segments.forgetAfter(before.segments);
      this.tally.returnTo(before.tally);
      throw error;
    }
    // Also those of a document that failed: their ids are given.
    await this.#storeTerms();
    await this.#segments.flushFull();
  }

  /** Writes what was put off; nothing may be put after it. */
  async finish(): Promise<void> {
    await this.#segments.finish();
    await writeKeys(this.#session, this.#keys, this.#terms.lastId);
  }

  /** An unknown id is ignored. */
  async touch(id: string, file: Pick<FileState, "bytes" | "modifiedMs">): Promise<void> {
    await this.#updateFile(id, file);
  }

  /** An unknown id is ignored. */
  async move(id: string, file: DocumentFile): Promise<void> {
    await this.#updateFile(id, file);
  }

  /** An unknown id is ignored. */
  async remove(id: string): Promise<void> {
    const row = await this.#find(id);
    if (row === undefined) {
      return;
    }
    const gone = await this.#session.rows<{ language: string; paragraphs: number; passages: number }>(
      `SELECT language, count(*) AS paragraphs, sum(passages)::bigint AS passages
       FROM paragraphs WHERE document = $1 GROUP BY language`,
      [row.key],
    );
    for (const { language, paragraphs, passages } of gone) {
      this.tally.add(language, { paragraphs: -paragraphs, passages: -passages });
    }
    this.tally.removeDocument();
    // All at once, rather than one by one when their paragraphs go.
    await this.#session.run("DELETE FROM passages WHERE document = $1", [row.key]);
    await this.#session.run("DELETE FROM documents WHERE key = $1", [row.key]);
  }

  async fail(failure: Omit<FileFailure, "failedAt">, failedAt: Date): Promise<void> {
    await this.#session.run(
      `INSERT INTO failures (path, about) VALUES ($1, $2)
       ON CONFLICT (sha256(path)) DO UPDATE SET about = excluded.about`,
      [Buffer.from(encodeKey(failure.path)), Buffer.from(sealFailure(failure, failedAt))],
    );
  }

  async forgetFailure(path: string): Promise<void> {
    await this.#session.run("DELETE FROM failures WHERE sha256(path) = sha256($1)", [
      Buffer.from(encodeKey(path)),
    ]);
  }

  /** Removes every document, every failure and the dictionary. */
  async clear(): Promise<void> {
    await this.#session.script(
      ["passages", "paragraphs", "documents", "failures", "postings", "segments", "terms"]
        .map((table) => `DELETE FROM ${table}`)
        .join("; "),
    );
    this.#buffer.clear();
    this.#segments.forget();
    this.#terms.clear(this.#terms.lastId);
    this.tally.clear();
  }

  #addParagraph(paragraph: ParagraphInput, document: number, text: string): void {
    const { language } = paragraph;
    const key = this.#keys.next("paragraphs");
    const ids = this.#terms.ids(paragraph.terms);
    this.#segments.addParagraph(language, document, { words: ids.words.length, grams: ids.grams.length });
    this.#buffer.addParagraph(sealParagraph({ key, document }, paragraph, text, ids));
    for (const passage of paragraph.passages) {
      const { terms, vector } = passage;
      const sealed = sealPassage({ key: this.#keys.next("passages"), paragraph: key }, passage);
      this.#buffer.addPassage({ ...sealed, document, embedding: vector });
      this.#segments.addPassage(language, {
        key: sealed.key,
        document,
        terms: this.#terms.ids(terms),
        vector,
      });
    }
    this.tally.add(language, { paragraphs: 1, passages: paragraph.passages.length });
  }

  async #storeTerms(): Promise<void> {
    const added = this.#terms.takeAdded();
    if (added !== undefined) {
      await this.#session.run("INSERT INTO terms (last_id, terms) VALUES ($1, $2)", [
        added.lastId,
        Buffer.from(added.terms),
      ]);
    }
  }

  async #updateFile(id: string, change: Partial<DocumentFile>): Promise<void> {
    const row = await this.#find(id);
    if (row !== undefined) {
      const file = sealFile(row.key, { ...unsealFile(row), ...change });
      await this.#session.run("UPDATE documents SET file = $1 WHERE key = $2", [Buffer.from(file), row.key]);
    }
  }

  #find(id: string): Promise<Pick<SummaryRow, "key" | "file"> | undefined> {
    return this.#session.first("SELECT key, file FROM documents WHERE sha256(id) = sha256($1)", [
      Buffer.from(encodeKey(id)),
    ]);
  }
}
