import path from "node:path";
import { throwIfAborted, untilAborted } from "../../core/abort.js";
import type { IndexOrigin } from "../../core/analysis.js";
import type { DocumentSummary, StoredDocument } from "../../core/document.js";
import { fileIdentity } from "../../core/file-identity.js";
import type { FileFailure, FileState, IndexInfo, ListQuery, Page } from "../../core/ports/store/catalogue.js";
import type { VectorIndex } from "../../core/ports/store/driver.js";
import type { StoreQuery, StoreResult } from "../../core/ports/store/searching.js";
import type { DocumentInput, StoreTransaction } from "../../core/ports/store/writing.js";
import type { Store } from "../../core/ports/store.js";
import { checkQuery } from "../check-input.js";
import { busy, closed, readOnly } from "../errors.js";
import { countLanguages } from "./database/contents.js";
import { DocumentReader } from "./database/document-reader.js";
import { EmbeddedTexts } from "./database/embedded-texts.js";
import { detached } from "./database/errors.js";
import { indexInfo } from "./database/index-info.js";
import { InputReader } from "./database/input-reader.js";
import { PassageReader } from "./database/passage-reader.js";
import type { Connection } from "./database/sqlite.js";
import { CommittedState } from "./database/state.js";
import { TermDictionary } from "./database/term-dictionary.js";
import { DATABASE } from "./folder/index-files.js";
import { announceCommit } from "./folder/manifest.js";
import { describeGraphFault, repairFiles } from "./folder/repair-files.js";
import { tidyFiles } from "./folder/tidy-files.js";
import { findGraphFault, type GraphFault } from "./graph/check.js";
import { GraphFiles } from "./graph/file.js";
import { GraphKeeper } from "./graph/keeper.js";
import { LiveSnapshot } from "./search/live-snapshot.js";
import { type SearchReaders, searchSnapshot } from "./search/search.js";
import { beginTransaction } from "./write/transaction.js";

/** What a local store works with. */
export interface LocalStoreOptions {
  readonly folder: string;
  /** A checked database; for reading only, without transactions, so that it always sees the last commit. */
  readonly reader: Connection;
  /** A second connection for reading only, for long transactions. */
  readonly loader: Connection;
  /** A connection for writing; null if the index is only to be read. */
  readonly writer: Connection | null;
  readonly vectorIndex: VectorIndex;
}

/** What is known of an index's files once it is open. */
interface OpenedFiles {
  /** One sentence for each thing that was made good. */
  readonly repairs: readonly string[];
  /** Of the database, as `fileIdentity` tells. */
  readonly identity: string | undefined;
}

/**
 * An index in a folder: SQLite for everything, and in memory, once somebody searches, a snapshot of the last
 * commit to search in. Searches of one process go on in the old snapshot while a commit is made; what another
 * process commits is noticed by the next call.
 */
export class LocalStore implements Store {
  readonly #options: LocalStoreOptions;
  readonly #committed: CommittedState;
  readonly #documents: DocumentReader;
  readonly #embedded: EmbeddedTexts;
  readonly #inputs: InputReader;
  readonly #readers: SearchReaders;
  readonly #snapshot: LiveSnapshot;
  readonly #closing = new AbortController();
  readonly #graphFiles: GraphFiles;
  /** Null if the index is only to be read. */
  readonly #graphs: GraphKeeper | null;
  readonly #identity: string | undefined;
  #repairs: readonly string[];
  #languages: { readonly generation: number; readonly counts: Record<string, number> } | undefined;
  #transaction: StoreTransaction | undefined;
  #isClosed = false;

  private constructor(options: LocalStoreOptions, { repairs, identity }: OpenedFiles) {
    const { folder, reader, loader, writer, vectorIndex } = options;
    this.#options = options;
    this.#identity = identity;
    this.#repairs = repairs;
    this.#committed = new CommittedState(reader);
    this.#documents = new DocumentReader(reader, this.#committed);
    this.#embedded = new EmbeddedTexts(reader);
    this.#inputs = new InputReader(reader);
    this.#readers = {
      terms: new TermDictionary(reader),
      passages: new PassageReader(reader),
    };
    this.#graphFiles = new GraphFiles(folder, this.#closing.signal);
    this.#snapshot = new LiveSnapshot(reader, this.#committed, loader, {
      files: this.#graphFiles,
      vectorIndex,
      onUnusable: ({ name }, fault) => this.#replaceGraph({ name, fault }),
    });
    this.#graphs =
      writer &&
      new GraphKeeper({
        folder,
        reader,
        writer,
        vectorIndex,
        files: this.#graphFiles,
        onFault: (fault) => this.#replaceGraph(fault),
        isWriting: () => this.#transaction !== undefined,
        onRecorded: () => this.#snapshot.takeGraph(),
      });
    this.#graphs?.look();
  }

  /** @throws FootnoteError `index_damaged` */
  static async open(options: LocalStoreOptions): Promise<LocalStore> {
    const { folder, reader, writer } = options;
    const identity = await fileIdentity(path.join(folder, DATABASE));
    return new LocalStore(options, { repairs: await repairFiles(reader, folder, writer), identity });
  }

  async isInPlace(): Promise<boolean> {
    this.#assertOpen();
    return this.#isInPlace();
  }

  async info(): Promise<IndexInfo> {
    this.#assertOpen();
    const state = this.#committed.current();
    return indexInfo(state, {
      languages: this.#countLanguages(state.generation),
      repairs: this.#repairs,
    });
  }

  async has(ids: Iterable<string>): Promise<boolean> {
    this.#assertOpen();
    return this.#documents.has(ids);
  }

  async documents(query?: ListQuery): Promise<readonly DocumentSummary[]> {
    this.#assertOpen();
    return this.#documents.summaries(query);
  }

  async document(id: string): Promise<StoredDocument | undefined> {
    this.#assertOpen();
    return this.#documents.document(id);
  }

  async files(query?: ListQuery): Promise<readonly FileState[]> {
    this.#assertOpen();
    return this.#documents.files(query);
  }

  async vectors(id: string, textHashes: readonly string[]): Promise<ReadonlyMap<string, Float32Array>> {
    this.#assertOpen();
    const { fingerprint } = this.#committed.current();
    return fingerprint === null ? new Map() : this.#embedded.find(id, textHashes, fingerprint.dimension);
  }

  async documentInput(id: string): Promise<DocumentInput | undefined> {
    this.#assertOpen();
    return this.#inputs.read(id, () => this.#assertOpen());
  }

  async failures(page?: Page): Promise<readonly FileFailure[]> {
    this.#assertOpen();
    return this.#documents.failures(page);
  }

  async warmUp(): Promise<void> {
    this.#assertOpen();
    await this.#snapshot.warmUp();
    this.#readers.terms.find([]);
  }

  /** What another process commits is loaded by the next search. */
  async keepWarm(): Promise<void> {
    await this.warmUp();
  }

  async settle(signal?: AbortSignal): Promise<void> {
    this.#assertOpen();
    await untilAborted(this.#snapshot.settled(), signal);
    await (this.#graphs?.settled(signal) ?? this.#checkGraph(signal));
  }

  async search(query: StoreQuery): Promise<StoreResult> {
    this.#assertOpen();
    throwIfAborted(query.signal);
    const snapshot = await untilAborted(this.#snapshot.current(), query.signal);
    this.#assertOpen();
    // The rest is done at once: a commit in between could take away passages that were found.
    const { fingerprint } = snapshot.state;
    if (fingerprint === null) {
      return { hits: [], statistics: new Map(), timings: { lexical: 0, dense: 0 } };
    }
    checkQuery(query, fingerprint.dimension);
    return searchSnapshot(snapshot, this.#readers, query);
  }

  async begin(origin: IndexOrigin): Promise<StoreTransaction> {
    this.#assertOpen();
    await this.#assertInPlace();
    // Last, since a graph could be put on record, in a transaction of its own, during any other wait.
    await this.#graphs?.whileRecording();
    this.#assertOpen();
    const { writer, folder } = this.#options;
    if (writer === null) {
      throw readOnly();
    }
    if (this.#transaction !== undefined) {
      throw busy();
    }
    const transaction = beginTransaction({
      writer,
      origin,
      prepare: async (state) => {
        await this.#assertInPlace();
        return this.#snapshot.prepare(writer, state);
      },
      announce: () => announceCommit(writer, folder),
      onCommit: (snapshot) => snapshot && this.#snapshot.take(snapshot),
      tidy: () => tidyFiles(writer, folder, this.#graphs?.unrecorded),
      onEnd: () => {
        this.#transaction = undefined;
        this.#graphs?.look();
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
    this.#closing.abort();
    await this.#graphs?.close();
    await this.#transaction?.rollback();
    await this.#snapshot.close();
    const { writer, loader, reader } = this.#options;
    writer?.close();
    loader.close();
    reader.close();
  }

  /** Counting them takes a while. Two commits never have the same number. */
  #countLanguages(generation: number): Record<string, number> {
    if (this.#languages?.generation !== generation) {
      this.#languages = { generation, counts: countLanguages(this.#options.reader) };
    }
    return this.#languages.counts;
  }

  /** Where nobody keeps the graph in order, it is said at least what is wrong with it. */
  async #checkGraph(signal: AbortSignal | undefined): Promise<void> {
    const { reader, vectorIndex } = this.#options;
    const found =
      vectorIndex === "exact" ? null : await untilAborted(findGraphFault(reader, this.#graphFiles), signal);
    if (found !== null) {
      this.#replaceGraph(found);
    }
  }

  #replaceGraph({ name, fault }: GraphFault): void {
    const repair = describeGraphFault(fault);
    if (!this.#repairs.includes(repair)) {
      this.#repairs = [...this.#repairs, repair];
    }
    this.#graphs?.replace(name);
  }

  /** SQLite would write on into files that nobody finds any more. */
  async #assertInPlace(): Promise<void> {
    if (!(await this.#isInPlace())) {
      throw detached();
    }
  }

  async #isInPlace(): Promise<boolean> {
    return (await fileIdentity(path.join(this.#options.folder, DATABASE))) === this.#identity;
  }

  #assertOpen(): void {
    if (this.#isClosed) {
      throw closed();
    }
  }
}
