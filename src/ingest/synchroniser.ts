import { FootnoteError } from "../core/errors.js";
import { type IngestOptions, ingest } from "./ingest.js";
import type { IngestProgress, IngestReport } from "./report.js";
import { type SyncOptions, SyncRun, type SyncWork } from "./sync-run.js";
import { type FolderWatch, type WatchMode, watchFolder } from "./watch.js";

export type { SyncOptions } from "./sync-run.js";
export type { WatchMode } from "./watch.js";

/** What the latest sync did, or is doing. */
export interface SyncStatus {
  readonly running: boolean;
  /** Of the running sync. */
  readonly progress: IngestProgress | null;
  /** Of the latest sync that succeeded. */
  readonly lastReport: IngestReport | null;
  /** Why the latest sync failed, or null if it succeeded; without paths of this machine. */
  readonly lastError: string | null;
  /** When the latest sync ended; ISO 8601. */
  readonly finishedAt: string | null;
}

/** Keeps an index up to date with its folder, one sync at a time. */
export interface Synchroniser {
  /**
   * Brings the index up to date; calls made while a sync is running share one further run after it.
   * @throws FootnoteError as `ingest` does
   */
  sync(options?: SyncOptions): Promise<IngestReport>;
  status(): SyncStatus;
  /**
   * Syncs now and whenever the folder changes, within two seconds, until `close`. A sync that fails is told,
   * too, and the next change is another try.
   * @returns when changes are noticed
   */
  watch(mode: WatchMode, onSynced?: (outcome: IngestReport | Error) => void): Promise<void>;
  /** Stops watching, and the running sync. */
  close(): Promise<void>;
}

/** What a synchroniser works with. */
export type SynchroniserOptions = Pick<
  IngestOptions,
  "documentsDir" | "exclude" | "store" | "embedder" | "loader"
>;

/** A synchroniser that does nothing until it is asked to. */
export function createSynchroniser(options: SynchroniserOptions): Synchroniser {
  return new FolderSynchroniser(options);
}

class FolderSynchroniser implements Synchroniser {
  readonly #options: SynchroniserOptions;
  #status: SyncStatus = {
    running: false,
    progress: null,
    lastReport: null,
    lastError: null,
    finishedAt: null,
  };
  #running: SyncRun | undefined;
  #next: SyncRun | undefined;
  /** Ends when there is nothing more to run. */
  #work: Promise<void> | undefined;
  #watch: FolderWatch | undefined;
  #isClosed = false;

  constructor(options: SynchroniserOptions) {
    this.#options = options;
  }

  sync(options: SyncOptions = {}): Promise<IngestReport> {
    if (this.#isClosed) {
      return Promise.reject(new Error("This synchroniser is closed."));
    }
    this.#next ??= new SyncRun();
    const report = this.#next.join(options);
    this.#work ??= this.#runAll().finally(() => {
      this.#work = undefined;
    });
    return report;
  }

  status(): SyncStatus {
    return this.#status;
  }

  async watch(mode: WatchMode, onSynced: (outcome: IngestReport | Error) => void = () => {}): Promise<void> {
    const changed = repeatable(async () => {
      if (!this.#isClosed) {
        onSynced(await this.sync().catch(toError));
      }
    });
    const { documentsDir, exclude = [] } = this.#options;
    const watch = await watchFolder(documentsDir, { mode, exclude, onChange: changed, onError: onSynced });
    if (this.#isClosed) {
      return watch.close();
    }
    this.#watch = watch;
    // What changed before there was a watch hasn't been noticed.
    changed();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#watch?.close();
    this.#running?.stop();
    this.#next?.stop();
    await this.#work;
  }

  async #runAll(): Promise<void> {
    for (let run = this.#next; run !== undefined; run = this.#next) {
      this.#next = undefined;
      this.#running = run;
      await run.start((work) => this.#ingest(work));
    }
    this.#running = undefined;
  }

  async #ingest({ onProgress, ...work }: SyncWork): Promise<IngestReport> {
    this.#status = { ...this.#status, running: true };
    try {
      const lastReport = await ingest({
        ...this.#options,
        ...work,
        onProgress: (progress) => {
          this.#status = { ...this.#status, progress };
          onProgress(progress);
        },
      });
      this.#finish({ lastReport, lastError: null });
      return lastReport;
    } catch (error) {
      this.#finish({ lastError: describe(error) });
      throw error;
    }
  }

  #finish(result: Partial<SyncStatus>): void {
    const finishedAt = new Date().toISOString();
    this.#status = { ...this.#status, ...result, running: false, progress: null, finishedAt };
  }
}

/** Does something once more after it was asked for while it was being done, however often. */
function repeatable(work: () => Promise<void>): () => void {
  let isRunning = false;
  let isWanted = false;
  const run = async () => {
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      await work();
    }
    isRunning = false;
  };
  return () => {
    isWanted = true;
    if (!isRunning) {
      void run();
    }
  };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function describe(error: unknown): string {
  if (!FootnoteError.is(error)) {
    return "The sync failed unexpectedly; the log says more.";
  }
  // Its message names the folder, which is nobody's business but the operator's.
  return error.code === "documents_folder_missing" ? "The documents folder can't be read." : error.message;
}
