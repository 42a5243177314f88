import type { FileFailure, FileState } from "../../../core/ports/store/catalogue.js";
import type { DocumentInput, ParagraphInput } from "../../../core/ports/store/writing.js";
import { checkParagraph } from "../../check-input.js";
import type { Counts } from "../../rows/counts.js";
import { type DocumentFile, sealDocument, sealFailure } from "../../rows/document-codec.js";
import { sealParagraph } from "../../rows/paragraph-codec.js";
import { sealPassage } from "../../rows/passage-codec.js";
import type { RowKeys } from "../../rows/row-keys.js";
import { SegmentWriter } from "../../rows/segment-writer.js";
import { type GivenIds, TermWriter } from "../../rows/term-writer.js";
import type { Changes } from "../../serial-transaction.js";
import type { Session } from "../connection/session.js";
import { type PostgresTable, writeKeys } from "./keys.js";
import { PendingChanges, removeDocuments } from "./pending-changes.js";
import { RowBuffer } from "./row-buffer.js";
import { PostgresSegmentTable } from "./segment-table.js";
import { Tally, type TallyMark } from "./tally.js";

/** About how many bytes of changes are collected before they are written. */
const PENDING_BYTES = 4 * 1024 * 1024;

/** What a writer starts from. */
export interface WriterStart {
  readonly keys: RowKeys<PostgresTable>;
  /** The terms that have an id. */
  readonly given: GivenIds;
  readonly counts: Counts;
  readonly languages: Readonly<Record<string, number>>;
  /** Of the vectors. */
  readonly dimension: number;
  /** The object id of pgvector's type `vector`. */
  readonly vectorType: number;
}

/** A document that isn't whole yet. */
interface Draft {
  readonly key: number;
  readonly text: string;
  readonly rows: RowBuffer;
  readonly tally: Tally;
}

/**
 * Writes documents within the session's transaction. Changes are collected, and written when they have become many and
 * at the end, so that small documents cost no round trip of their own.
 */
export class DocumentWriter implements Changes {
  readonly #session: Session;
  readonly #dimension: number;
  readonly #vectorType: number;
  readonly #keys: RowKeys<PostgresTable>;
  readonly #terms: TermWriter;
  readonly #segments: SegmentWriter;
  readonly #pending: PendingChanges;
  /** How much the index holds, as the transaction sees it once all is written. */
  readonly tally: Tally;

  constructor(session: Session, { keys, given, counts, languages, dimension, vectorType }: WriterStart) {
    this.#session = session;
    this.#dimension = dimension;
    this.#vectorType = vectorType;
    this.#keys = keys;
    this.#terms = new TermWriter(() => given);
    this.tally = new Tally(counts, languages);
    this.#segments = new SegmentWriter(
      new PostgresSegmentTable(session, keys, () => this.tally.counts.passages),
      () => keys.next("segments"),
      null,
    );
    this.#pending = new PendingChanges(vectorType);
  }

  /**
   * Adds a document or replaces the one with its id: wholly, or not at all if something that it is made of is wrong.
   * Nothing else may be written meanwhile.
   * @param assertOpen throws if the transaction has ended while a paragraph was awaited
   * @throws RangeError that names the document and the first thing that is wrong
   */
  async put(document: DocumentInput, ingestedAt: Date, assertOpen: () => void): Promise<void> {
    const { id, path, text } = document;
    const rows = new RowBuffer(this.#vectorType);
    const draft: Draft = { key: this.#keys.next("documents"), text, rows, tally: new Tally() };
    const segments = this.#segments.mark();
    // Undefined as long as nothing of the document is written.
    let before: TallyMark | undefined;
    try {
      for await (const paragraph of document.paragraphs) {
        assertOpen();
        checkParagraph(paragraph, document, this.#dimension);
        this.#addParagraph(paragraph, draft);
        if (rows.bytes > PENDING_BYTES) {
          before ??= await this.#beginInParts(id);
          await rows.flush(this.#session);
        }
      }
      assertOpen();
      const { passages } = draft.tally.counts;
      rows.addDocument(sealDocument(draft.key, document, { passages, ingestedAt: ingestedAt.toISOString() }));
      if (before === undefined) {
        await this.#writePut(id);
        this.#pending.put(id, rows);
      } else {
        await rows.flush(this.#session);
        await this.#session.script("RELEASE SAVEPOINT put");
      }
    } catch (error) {
      assertOpen();
      if (before !== undefined) {
        await this.#session.script("ROLLBACK TO SAVEPOINT put; RELEASE SAVEPOINT put");
        this.tally.returnTo(before);
      }
      this.#segments.forgetAfter(segments);
      throw error;
    }
    draft.tally.addDocuments(1);
    this.tally.join(draft.tally);
    this.#pending.setFailure(path, null);
    await this.#flushFull();
    await this.#segments.flushFull();
  }

  /** Writes what was put off; nothing may be put after it. */
  async finish(): Promise<void> {
    await this.#flush();
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
    await this.#writePut(id);
    this.#pending.remove(id);
    await this.#flushFull();
  }

  async fail(failure: Omit<FileFailure, "failedAt">, failedAt: Date): Promise<void> {
    this.#pending.setFailure(failure.path, sealFailure(failure, failedAt));
    await this.#flushFull();
  }

  async forgetFailure(path: string): Promise<void> {
    this.#pending.setFailure(path, null);
    await this.#flushFull();
  }

  /** Removes every document, every failure and the dictionary. */
  async clear(): Promise<void> {
    await this.#session.script(
      ["passages", "paragraphs", "documents", "failures", "postings", "segments", "terms"]
        .map((table) => `DELETE FROM ${table}`)
        .join("; "),
    );
    this.#pending.clear();
    this.#segments.forget();
    this.#terms.clear(this.#terms.lastId);
    this.tally.clear();
  }

  #addParagraph(paragraph: ParagraphInput, { key: document, text, rows, tally }: Draft): void {
    const { language } = paragraph;
    const key = this.#keys.next("paragraphs");
    const ids = this.#terms.ids(paragraph.terms);
    this.#segments.addParagraph(language, document, { words: ids.words.length, grams: ids.grams.length });
    rows.addParagraph(sealParagraph({ key, document }, paragraph, text, ids));
    for (const passage of paragraph.passages) {
      const { terms, vector } = passage;
      const sealed = sealPassage({ key: this.#keys.next("passages"), paragraph: key }, passage);
      rows.addPassage({ ...sealed, document, embedding: vector });
      this.#segments.addPassage(language, {
        key: sealed.key,
        document,
        terms: this.#terms.ids(terms),
        vector,
      });
    }
    tally.add(language, { paragraphs: 1, passages: paragraph.passages.length });
  }

  /**
   * Begins to write a document before it is whole, since it is large: it can be rolled back without what was put before.
   * @returns what the tally goes back to then
   */
  async #beginInParts(id: string): Promise<TallyMark> {
    await this.#flush();
    const before = this.tally.mark;
    await this.#session.script("SAVEPOINT put");
    await removeDocuments(this.#session, new Set([id]), this.tally);
    return before;
  }

  async #updateFile(id: string, change: Partial<DocumentFile>): Promise<void> {
    await this.#writePut(id);
    this.#pending.updateFile(id, change);
    await this.#flushFull();
  }

  /** Writes a document that was put and isn't written yet, since it is changed again. */
  async #writePut(id: string): Promise<void> {
    if (this.#pending.holds(id)) {
      await this.#flush();
    }
  }

  async #flushFull(): Promise<void> {
    if (this.#pending.bytes > PENDING_BYTES) {
      await this.#flush();
    }
  }

  async #flush(): Promise<void> {
    await this.#pending.flush(this.#session, this.tally);
    // Also those of a document that failed: their ids are given.
    const added = this.#terms.takeAdded();
    if (added !== undefined) {
      await this.#session.run("INSERT INTO terms (last_id, terms) VALUES ($1, $2)", [
        added.lastId,
        Buffer.from(added.terms),
      ]);
    }
  }
}
