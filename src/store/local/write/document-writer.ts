import type { FileFailure, FileState } from "../../../core/ports/store/catalogue.js";
import type { DocumentInput } from "../../../core/ports/store/writing.js";
import { checkParagraph } from "../../check-input.js";
import {
  type DocumentFile,
  encodeKey,
  type SummaryRow,
  sealDocument,
  sealFailure,
  sealFile,
  unsealFile,
} from "../../rows/document-codec.js";
import type { RowKeys } from "../../rows/row-keys.js";
import { SegmentWriter } from "../../rows/segment-writer.js";
import { TermWriter } from "../../rows/term-writer.js";
import type { Changes } from "../../serial-transaction.js";
import { lastGivenKey, rowKeys } from "../database/row-keys.js";
import type { Connection, Statement } from "../database/sqlite.js";
import { readGivenIds } from "../database/term-dictionary.js";
import { ParagraphWriter } from "./paragraph-writer.js";
import { LocalSegmentTable } from "./segment-table.js";

/** Writes documents within the connection's transaction. */
export class DocumentWriter implements Changes {
  readonly #connection: Connection;
  readonly #dimension: number;
  readonly #keys: RowKeys;
  readonly #terms: TermWriter;
  readonly #segments: SegmentWriter;
  readonly #paragraphs: ParagraphWriter;
  readonly #insert: Statement<never>;
  readonly #find: Statement<Pick<SummaryRow, "key" | "file">>;
  readonly #setFile: Statement<never>;
  readonly #remove: Statement<never>;
  readonly #fail: Statement<never>;
  readonly #forgetFailure: Statement<never>;
  readonly #addTerms: Statement<never>;

  /** @param dimension of the vectors */
  constructor(connection: Connection, dimension: number) {
    this.#connection = connection;
    this.#dimension = dimension;
    this.#keys = rowKeys(connection);
    this.#terms = new TermWriter(() => readGivenIds(connection));
    this.#segments = new SegmentWriter(
      new LocalSegmentTable(connection, dimension),
      () => this.#keys.next("segments"),
      dimension,
    );
    this.#paragraphs = new ParagraphWriter(connection, {
      keys: this.#keys,
      terms: this.#terms,
      segments: this.#segments,
    });
    this.#insert = connection.prepare(
      "INSERT INTO documents (key, id, file, about, structure, text) VALUES (?, ?, ?, ?, ?, ?)",
    );
    this.#find = connection.prepare("SELECT key, file FROM documents WHERE id = ?");
    this.#setFile = connection.prepare("UPDATE documents SET file = ? WHERE key = ?");
    this.#remove = connection.prepare("DELETE FROM documents WHERE id = ?");
    this.#fail = connection.prepare("INSERT OR REPLACE INTO failures (path, about) VALUES (?, ?)");
    this.#forgetFailure = connection.prepare("DELETE FROM failures WHERE path = ?");
    this.#addTerms = connection.prepare("INSERT INTO terms (last_id, terms) VALUES (?, ?)");
  }

  /**
   * Adds a document or replaces the one with its id: wholly, or not at all if something fails. Nothing else may
   * be written meanwhile.
   * @param assertOpen throws if the transaction has ended while a paragraph was waited for
   * @throws RangeError that names the document and the first thing that is wrong
   */
  async put(document: DocumentInput, ingestedAt: Date, assertOpen: () => void): Promise<void> {
    this.#connection.exec("SAVEPOINT put");
    const before = this.#segments.mark();
    try {
      this.remove(document.id);
      this.forgetFailure(document.path);
      const key = this.#keys.next("documents");
      let passages = 0;
      for await (const paragraph of document.paragraphs) {
        assertOpen();
        checkParagraph(paragraph, document, this.#dimension);
        this.#paragraphs.write(paragraph, key, document.text);
        passages += paragraph.passages.length;
      }
      assertOpen();
      const row = sealDocument(key, document, { passages, ingestedAt: ingestedAt.toISOString() });
      this.#insert.run(key, row.id, row.file, row.about, row.structure, row.text);
      this.#connection.exec("RELEASE put");
    } catch (error) {
      assertOpen();
      // Some errors of SQLite, such as a full disk, have rolled back the whole transaction already.
      if (this.#connection.inTransaction) {
        this.#connection.exec("ROLLBACK TO put; RELEASE put");
      }
      this.#segments.forgetAfter(before);
      throw error;
    }
    // Also those of a document that failed: their ids are given.
    this.#storeTerms();
    await this.#segments.flushFull();
  }

  /** Writes what was put off; nothing may be put after it. */
  finish(): Promise<void> {
    return this.#segments.finish();
  }

  /** An unknown id is ignored. */
  touch(id: string, file: Pick<FileState, "bytes" | "modifiedMs">): void {
    this.#updateFile(id, file);
  }

  /** An unknown id is ignored. */
  move(id: string, file: DocumentFile): void {
    this.#updateFile(id, file);
  }

  remove(id: string): void {
    this.#remove.run(encodeKey(id));
  }

  fail(failure: Omit<FileFailure, "failedAt">, failedAt: Date): void {
    this.#fail.run(encodeKey(failure.path), sealFailure(failure, failedAt));
  }

  forgetFailure(path: string): void {
    this.#forgetFailure.run(encodeKey(path));
  }

  /** Removes every document, every failure and the dictionary. */
  clear(): void {
    // From the leaves up: one sweep a table instead of a search for each row that goes.
    for (const table of ["passages", "paragraphs", "documents", "failures", "segments", "terms"]) {
      this.#connection.exec(`DELETE FROM ${table}`);
    }
    this.#segments.forget();
    this.#terms.clear(lastGivenKey(this.#connection, "terms"));
  }

  #storeTerms(): void {
    const added = this.#terms.takeAdded();
    if (added !== undefined) {
      this.#addTerms.run(added.lastId, added.terms);
    }
  }

  #updateFile(id: string, change: Partial<DocumentFile>): void {
    const row = this.#find.first(encodeKey(id));
    if (row === undefined) {
      return;
    }
    this.#setFile.run(sealFile(row.key, { ...unsealFile(row), ...change }), row.key);
  }
}
