import type { DocumentSummary, StoredDocument } from "../../core/document.js";
import type { Fingerprint } from "../../core/ports/embedder.js";
import type {
  FileState,
  IndexInfo,
  Store,
  StoreQuery,
  StoreResult,
  StoreTransaction,
} from "../../core/ports/store.js";
import { checkQuery } from "../check-input.js";
import { DocumentReader } from "./document-reader.js";
import { busy } from "./errors.js";
import { loadSnapshot } from "./load-snapshot.js";
import { PassageReader } from "./passage-reader.js";
import { type RepairedIndex, repairFiles } from "./repair-files.js";
import { FORMAT_VERSION } from "./schema.js";
import { type SearchReaders, searchSnapshot } from "./search.js";
import type { Snapshot } from "./snapshot.js";
import type { Connection, Statement } from "./sqlite.js";
import { readState } from "./state.js";
import { TermDictionary } from "./term-dictionary.js";
import { LocalTransaction } from "./transaction.js";
import { VectorReader } from "./vector-reader.js";

/** What a local store works with. */
export interface LocalStoreOptions {
  readonly folder: string;
  /** A checked database. */
  readonly reader: Connection;
  /** A second connection, for writing; null if the index is only to be read. */
  readonly writer: Connection | null;
  /** Up to so many passages the dense leg looks at every vector. */
  readonly exactLimit: number;
}

/**
 * An index in a folder: SQLite for everything, and in memory a snapshot of the last commit to search in.
 * Searches of one process go on in the old snapshot while a commit is made; what another process commits is
 * noticed by the next call.
 */
export class LocalStore implements Store {
  readonly #options: LocalStoreOptions;
  readonly #documents: DocumentReader;
  readonly #readers: SearchReaders;
  /** Changes whenever another connection has committed. */
  readonly #dataVersion: Statement<{ readonly data_version: number }>;
  #seenVersion: number | undefined;
  #snapshot: Snapshot;
  #repairs: readonly string[];
  #reloading: Promise<void> | undefined;
  #transaction: StoreTransaction | undefined;
  #isClosed = false;

  private constructor(options: LocalStoreOptions, { snapshot, repairs }: RepairedIndex) {
    const { reader } = options;
    this.#options = options;
    this.#snapshot = snapshot;
    this.#repairs = repairs;
    this.#documents = new DocumentReader(reader);
    this.#readers = {
      terms: new TermDictionary(reader),
      passages: new PassageReader(reader),
      vectors: new VectorReader(reader),
    };
    this.#dataVersion = reader.prepare("PRAGMA data_version");
  }

  /** @throws FootnoteError `index_damaged` */
  static async open(options: LocalStoreOptions): Promise<LocalStore> {
    const { folder, reader, writer, exactLimit } = options;
    const loaded = await loadSnapshot(reader, folder, exactLimit);
    return new LocalStore(options, await repairFiles(loaded, folder, writer));
  }

  async info(): Promise<IndexInfo> {
    await this.#refresh();
    const { state, counts, languages } = this.#snapshot;
    return {
      generation: state.generation,
      formatVersion: FORMAT_VERSION,
      fingerprint: state.fingerprint,
      documents: counts.documents,
      passages: counts.passages,
      languages,
      repairs: this.#repairs,
    };
  }

  async documents(): Promise<readonly DocumentSummary[]> {
    this.#assertOpen();
    return this.#documents.summaries();
  }

  async document(id: string): Promise<StoredDocument | undefined> {
    this.#assertOpen();
    return this.#documents.document(id);
  }

  async files(): Promise<readonly FileState[]> {
    this.#assertOpen();
    return this.#documents.files();
  }

  async search(query: StoreQuery): Promise<StoreResult> {
    await this.#refresh();
    const { fingerprint } = this.#snapshot.state;
    if (fingerprint === null) return { candidates: [], timings: { lexical: 0, dense: 0 } };
    checkQuery(query, fingerprint.dimension);
    return searchSnapshot(this.#snapshot, this.#readers, query);
  }

  async begin(fingerprint: Fingerprint): Promise<StoreTransaction> {
    this.#assertOpen();
    const { writer, folder, exactLimit } = this.#options;
    if (writer === null) throw new Error("This index was opened for reading only.");
    if (this.#transaction !== undefined) throw busy();
    this.#transaction = LocalTransaction.begin({
      writer,
      folder,
      exactLimit,
      fingerprint,
      onCommit: (snapshot) => this.#take(snapshot),
      onEnd: () => {
        this.#transaction = undefined;
      },
    });
    return this.#transaction;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#transaction?.rollback();
    await this.#reloading?.catch(() => undefined);
    this.#options.writer?.close();
    this.#options.reader.close();
  }

  /** Loads what another process has committed since the last look, once for all who ask meanwhile. */
  async #refresh(): Promise<void> {
    for (;;) {
      this.#assertOpen();
      const version = this.#dataVersion.first()?.data_version;
      if (version === this.#seenVersion) return;
      this.#reloading ??= this.#reload(version).finally(() => {
        this.#reloading = undefined;
      });
      // Not necessarily a reload for this version: look again.
      await this.#reloading;
    }
  }

  async #reload(version: number | undefined): Promise<void> {
    const { reader, folder, exactLimit } = this.#options;
    // Commits of this process have brought their snapshot.
    if (readState(reader).generation !== this.#snapshot.state.generation) {
      const loaded = await loadSnapshot(reader, folder, exactLimit);
      // Files are repaired when an index is opened: later the writer may be at work in them.
      const { snapshot, repairs } = await repairFiles(loaded, folder, null);
      this.#take(snapshot);
      this.#repairs = [...this.#repairs, ...repairs];
    }
    this.#seenVersion = version;
  }

  #take(snapshot: Snapshot): void {
    // A reload may be overtaken by a commit of this process.
    if (snapshot.state.generation > this.#snapshot.state.generation) this.#snapshot = snapshot;
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new Error("This index is closed.");
  }
}
