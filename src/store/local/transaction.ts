import { isDeepStrictEqual } from "node:util";
import type { Fingerprint } from "../../core/ports/embedder.js";
import type { DocumentInput, FileState, StoreTransaction } from "../../core/ports/store.js";
import { checkDocument } from "../check-input.js";
import { readPassageKeys } from "./build-graph.js";
import { DocumentWriter } from "./document-writer.js";
import { busy } from "./errors.js";
import { type EarlierPassages, nextGraph } from "./next-graph.js";
import { readSnapshot, type Snapshot } from "./snapshot.js";
import type { Connection } from "./sqlite.js";
import { readState, writeState } from "./state.js";
import { tidyFiles } from "./tidy-files.js";
import { tryBeginWrite } from "./write-lock.js";

/** What a transaction works on and whom it tells. */
export interface TransactionOptions {
  /** A connection for writing only, without a transaction. */
  readonly writer: Connection;
  readonly folder: string;
  readonly exactLimit: number;
  readonly fingerprint: Fingerprint;
  /** Called in the same tick as the commit, so that no reader is between two generations. */
  readonly onCommit: (snapshot: Snapshot) => void;
  /** Called when the writer is free again. */
  readonly onEnd: () => void;
}

/**
 * One ingest's changes, as one transaction of SQLite. SQLite's commit is the moment from which the new
 * generation holds. Its graph file is whole and synced before; what is left to do after, the manifest and
 * removing the earlier graph file, is made up for by the next to open or commit.
 */
export class LocalTransaction implements StoreTransaction {
  readonly #options: TransactionOptions;
  readonly #earlier: EarlierPassages;
  readonly #documents: DocumentWriter;
  #isOpen = true;
  #committing: Promise<void> | undefined;

  private constructor(options: TransactionOptions) {
    const { writer, fingerprint } = options;
    this.#options = options;
    this.#earlier = { state: readState(writer), keys: readPassageKeys(writer) };
    this.#documents = new DocumentWriter(writer);
    if (!isDeepStrictEqual(this.#earlier.state.fingerprint, fingerprint)) this.#documents.clear();
  }

  /** @throws FootnoteError `index_busy` if another transaction is running, here or in another process */
  static begin(options: TransactionOptions): LocalTransaction {
    if (!tryBeginWrite(options.writer)) throw busy();
    try {
      return new LocalTransaction(options);
    } catch (error) {
      options.writer.exec("ROLLBACK");
      throw error;
    }
  }

  async put(document: DocumentInput): Promise<void> {
    this.#assertOpen();
    checkDocument(document, this.#options.fingerprint.dimension);
    this.#documents.put(document, new Date());
  }

  async touch(id: string, file: Pick<FileState, "bytes" | "modifiedMs">): Promise<void> {
    this.#assertOpen();
    this.#documents.touch(id, file);
  }

  async remove(id: string): Promise<void> {
    this.#assertOpen();
    this.#documents.remove(id);
  }

  async clear(): Promise<void> {
    this.#assertOpen();
    this.#documents.clear();
  }

  /** If it fails, the changes are forgotten. */
  async commit(): Promise<void> {
    this.#assertOpen();
    this.#isOpen = false;
    this.#committing = this.#commit();
    await this.#committing;
  }

  async rollback(): Promise<void> {
    // A commit that has begun is waited for, whatever comes of it: its caller is told.
    await this.#committing?.catch(() => undefined);
    if (this.#isOpen) this.#forget();
  }

  async #commit(): Promise<void> {
    const { writer, folder, onCommit, onEnd } = this.#options;
    let snapshot: Snapshot;
    try {
      snapshot = await this.#prepare();
      writer.exec("COMMIT");
    } catch (error) {
      this.#forget();
      throw error;
    }
    onCommit(snapshot);
    try {
      await tidyFiles(writer, folder, snapshot);
    } finally {
      onEnd();
    }
  }

  /** Everything that can fail: the next generation, complete but for the commit. */
  async #prepare(): Promise<Snapshot> {
    const { writer, folder, fingerprint, exactLimit } = this.#options;
    const next = await nextGraph(writer, folder, this.#earlier, fingerprint.dimension);
    const generation = this.#earlier.state.generation + 1;
    const state = { generation, fingerprint, graph: next?.file ?? null };
    writeState(writer, state);
    return readSnapshot(writer, state, next?.graph ?? null, exactLimit);
  }

  #forget(): void {
    this.#isOpen = false;
    // Some errors of SQLite, such as a full disk, have rolled back already.
    if (this.#options.writer.inTransaction) this.#options.writer.exec("ROLLBACK");
    this.#options.onEnd();
  }

  #assertOpen(): void {
    if (!this.#isOpen) throw new Error("This transaction is over: begin a new one.");
  }
}
