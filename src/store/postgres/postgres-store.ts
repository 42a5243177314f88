import { throwIfAborted, untilAborted } from "../../core/abort.js";
import type { IndexOrigin } from "../../core/analysis.js";
import type { DocumentSummary, StoredDocument } from "../../core/document.js";
import type { FileFailure, FileState, IndexInfo, ListQuery, Page } from "../../core/ports/store/catalogue.js";
import type { StoreQuery, StoreResult } from "../../core/ports/store/searching.js";
import type { DocumentInput, StoreTransaction } from "../../core/ports/store/writing.js";
import type { Store } from "../../core/ports/store.js";
import { closed, readOnly } from "../errors.js";
import type { Database, ReadOptions } from "./connection/database.js";
import type { Session } from "./connection/session.js";
import { DocumentInputs } from "./read/document-inputs.js";
import { hasDocuments, readDocument, readFailures, readFiles, readSummaries } from "./read/documents.js";
import { EmbeddedTexts } from "./read/embedded-texts.js";
import { PathOrder } from "./read/path-order.js";
import { indexInfo, readState } from "./read/state.js";
import { CommitFollower } from "./search/commit-follower.js";
import { searchSnapshot } from "./search/search.js";
import { LiveSnapshot, type Snapshot } from "./search/snapshot.js";
import { beginTransaction } from "./write/transaction.js";

/** What a store in PostgreSQL works with. */
export interface PostgresStoreOptions {
  /** Closed with the store. */
  readonly database: Database;
  /** Of the tables. */
  readonly version: number;
  readonly isReadOnly: boolean;
}

/**
 * An index in PostgreSQL, which any number of processes share. Each keeps lengths, terms and what was read last in memory;
 * every search sees the last commit, of whichever process.
 */
export class PostgresStore implements Store {
  readonly #database: Database;
  readonly #version: number;
  readonly #isReadOnly: boolean;
  readonly #snapshot = new LiveSnapshot();
  readonly #embedded = new EmbeddedTexts();
  readonly #inputs = new DocumentInputs((work) => this.#read(work));
  readonly #order = new PathOrder();
  #isWarm = false;
  #follower: CommitFollower | undefined;
  #transaction: StoreTransaction | undefined;
  #isClosed = false;

  constructor({ database, version, isReadOnly }: PostgresStoreOptions) {
    this.#database = database;
    this.#version = version;
    this.#isReadOnly = isReadOnly;
  }

  /** A database has no folder that could be taken away: if it is replaced, the new one is what is asked from then on. */
  async isInPlace(): Promise<boolean> {
    this.#assertOpen();
    return true;
  }

  async info(): Promise<IndexInfo> {
    return indexInfo(await this.#read(readState, "either"), this.#version);
  }

  async has(ids: Iterable<string>): Promise<boolean> {
    return this.#read((session) => hasDocuments(session, ids), "either");
  }

  async documents(query?: ListQuery): Promise<readonly DocumentSummary[]> {
    return this.#read((session) => readSummaries(session, this.#order, query), "either");
  }

  async document(id: string): Promise<StoredDocument | undefined> {
    return this.#read((session) => readDocument(session, id), "either");
  }

  async files(query?: ListQuery): Promise<readonly FileState[]> {
    return this.#read((session) => readFiles(session, query));
  }

  async vectors(id: string, textHashes: readonly string[]): Promise<ReadonlyMap<string, Float32Array>> {
    return this.#read(async (session) =>
      this.#embedded.find(session, await readState(session), id, textHashes),
    );
  }

  async documentInput(id: string): Promise<DocumentInput | undefined> {
    return this.#inputs.find(id);
  }

  async failures(page?: Page): Promise<readonly FileFailure[]> {
    return this.#read((session) => readFailures(session, page));
  }

  async warmUp(): Promise<void> {
    this.#isWarm = true;
    const before = this.#snapshot.latest;
    await this.#read((session) => this.#snapshot.at(session, before));
  }

  async keepWarm(onNotice: (notice: string) => void): Promise<void> {
    await this.warmUp();
    this.#assertOpen();
    this.#follower ??= new CommitFollower(
      this.#database.location,
      () => this.#inSnapshot(async (_, snapshot) => snapshot),
      onNotice,
    );
  }

  /** Nothing is left to the background. */
  async settle(signal?: AbortSignal): Promise<void> {
    this.#assertOpen();
    throwIfAborted(signal);
  }

  async search(query: StoreQuery): Promise<StoreResult> {
    this.#assertOpen();
    throwIfAborted(query.signal);
    return untilAborted(this.#search(query), query.signal);
  }

  async begin(origin: IndexOrigin): Promise<StoreTransaction> {
    this.#assertOpen();
    if (this.#isReadOnly) {
      throw readOnly();
    }
    const transaction = await beginTransaction(this.#database, origin, {
      onCommit: async () => {
        if (this.#isWarm && !this.#isClosed) {
          await this.warmUp();
        }
      },
      onEnd: () => {
        this.#transaction = undefined;
      },
    });
    this.#transaction = transaction;
    return transaction;
  }

  async close(): Promise<void> {
    if (this.#isClosed) {
      return;
    }
    this.#isClosed = true;
    await this.#follower?.close();
    await this.#transaction?.rollback();
    await this.#database.close();
  }

  async #search(query: StoreQuery): Promise<StoreResult> {
    const { vectorIndex } = this.#database.location;
    return this.#inSnapshot(
      (session, snapshot) => searchSnapshot(session, snapshot, query, vectorIndex),
      query.signal,
    );
  }

  /** A replica may be behind what this process has shown already, or have another past: then the primary is asked. */
  async #inSnapshot<T extends object>(
    work: (session: Session, snapshot: Snapshot) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    for (let onReplica = true; ; onReplica = false) {
      const before = onReplica ? undefined : this.#snapshot.latest;
      const found = await this.#database.read(
        async (session) => {
          const snapshot = await this.#snapshot.at(session, before);
          return snapshot && work(session, snapshot);
        },
        { from: onReplica ? "replica" : "primary", signal },
      );
      if (found !== undefined) {
        return found;
      }
    }
  }

  /** @param from `either` for what a question needs, which is answered while only a replica is there */
  async #read<T>(work: (session: Session) => Promise<T>, from?: ReadOptions["from"]): Promise<T> {
    this.#assertOpen();
    return this.#database.read(work, { from });
  }

  #assertOpen(): void {
    if (this.#isClosed) {
      throw closed();
    }
  }
}
