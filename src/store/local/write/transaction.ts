import { isDeepStrictEqual } from "node:util";
import { type IndexOrigin, isCompatible } from "../../../core/analysis.js";
import type { FileFailure, FileState } from "../../../core/ports/store/catalogue.js";
import type { DocumentInput, StoreTransaction } from "../../../core/ports/store/writing.js";
import { countRows } from "../database/contents.js";
import { busy } from "../database/errors.js";
import type { Connection } from "../database/sqlite.js";
import { type IndexState, readState, writeState } from "../database/state.js";
import { tryBeginWrite } from "../database/write-lock.js";
import type { Snapshot } from "../search/snapshot.js";
import { DocumentWriter } from "./document-writer.js";

/** What a transaction works on and whom it tells. */
export interface TransactionOptions {
  /** A connection for writing only, without a transaction. */
  readonly writer: Connection;
  readonly origin: IndexOrigin;
  /** Prepares what searches work in, in the transaction; undefined if nobody searches. */
  readonly prepare: (state: IndexState) => Promise<Snapshot | undefined>;
  /** Called in the same tick as the commit, so that no reader is between two generations. */
  readonly onCommit: (snapshot: Snapshot | undefined) => void;
  /** Brings what lies beside the database in line with it, without fail. */
  readonly tidy: () => Promise<unknown>;
  /** Called when the writer is free again. */
  readonly onEnd: () => void;
}

/**
 * One ingest's changes, as one transaction of SQLite. SQLite's commit is the moment from which the new
 * generation holds. What is left to do after it, the manifest and the graph, is made up for by the next to
 * open or commit.
 */
export class LocalTransaction implements StoreTransaction {
  readonly #options: TransactionOptions;
  readonly #earlier: IndexState;
  readonly #documents: DocumentWriter;
  #isOpen = true;
  #turn: Promise<void> = Promise.resolve();
  #committing: Promise<void> | undefined;

  private constructor(options: TransactionOptions) {
    const { writer, origin } = options;
    this.#options = options;
    this.#earlier = readState(writer);
    this.#documents = new DocumentWriter(writer, origin.fingerprint.dimension);
    const { fingerprint, analysis = null } = this.#earlier;
    if (!isCompatible({ fingerprint, analysis }, origin)) {
      this.#documents.clear();
    }
  }

  /** @throws FootnoteError `index_busy` if another transaction is running, here or in another process */
  static begin(options: TransactionOptions): LocalTransaction {
    if (!tryBeginWrite(options.writer)) {
      throw busy();
    }
    try {
      return new LocalTransaction(options);
    } catch (error) {
      options.writer.exec("ROLLBACK");
      throw error;
    }
  }

  put(document: DocumentInput): Promise<void> {
    return this.#inTurn(() => this.#documents.put(document, new Date(), () => this.#assertOpen()));
  }

  touch(id: string, file: Pick<FileState, "bytes" | "modifiedMs">): Promise<void> {
    return this.#inTurn(() => this.#documents.touch(id, file));
  }

  move(id: string, file: Pick<FileState, "path" | "bytes" | "modifiedMs">): Promise<void> {
    return this.#inTurn(() => this.#documents.move(id, file));
  }

  fail(failure: Omit<FileFailure, "failedAt">): Promise<void> {
    return this.#inTurn(() => this.#documents.fail(failure, new Date()));
  }

  forgetFailure(path: string): Promise<void> {
    return this.#inTurn(() => this.#documents.forgetFailure(path));
  }

  remove(id: string): Promise<void> {
    return this.#inTurn(() => this.#documents.remove(id));
  }

  clear(): Promise<void> {
    return this.#inTurn(() => this.#documents.clear());
  }

  /** If it fails, the changes are forgotten. */
  async commit(): Promise<void> {
    const committing = this.#inTurn(() => {
      this.#isOpen = false;
      return this.#commit();
    });
    this.#committing ??= committing;
    await committing;
  }

  async rollback(): Promise<void> {
    // A commit that has begun is waited for, whatever comes of it: its caller is told.
    await this.#committing?.catch(() => undefined);
    if (this.#isOpen) {
      this.#forget();
    }
  }

  async #commit(): Promise<void> {
    const { writer, onCommit, tidy, onEnd } = this.#options;
    let snapshot: Snapshot | undefined;
    try {
      await this.#documents.finish();
      snapshot = await this.#prepare();
      writer.exec("COMMIT");
    } catch (error) {
      this.#forget();
      throw error;
    }
    onCommit(snapshot);
    try {
      await tidy();
    } finally {
      onEnd();
    }
  }

  /** Everything that can fail: the next generation, complete but for the commit. */
  async #prepare(): Promise<Snapshot | undefined> {
    const { writer, origin, prepare } = this.#options;
    const { generation, graph, ...earlier } = this.#earlier;
    const isSameEmbedder = isDeepStrictEqual(earlier.fingerprint, origin.fingerprint);
    const state: IndexState = {
      generation: generation + 1,
      ...origin,
      graph: isSameEmbedder ? graph : null,
      counts: countRows(writer),
    };
    writeState(writer, state);
    return prepare(state);
  }

  #forget(): void {
    this.#isOpen = false;
    // Some errors of SQLite, such as a full disk, have rolled back already.
    if (this.#options.writer.inTransaction) {
      this.#options.writer.exec("ROLLBACK");
    }
    this.#options.onEnd();
  }

  /** Does one thing after the other: what is done while a document is put would share its fate. */
  #inTurn(work: () => void | Promise<void>): Promise<void> {
    const done = this.#turn.then(() => {
      this.#assertOpen();
      return work();
    });
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #assertOpen(): void {
    if (!this.#isOpen) {
      throw new Error("This transaction is over: begin a new one.");
    }
  }
}
