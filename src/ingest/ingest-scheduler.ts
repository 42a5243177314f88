import { FootnoteError } from "../core/errors.js";
import { type IngestOptions, ingest } from "./ingest.js";
import type { IngestProgress, IngestReport } from "./report.js";
import { type IngestRequest, type IngestWork, SharedRun } from "./shared-run.js";
import { type FolderWatch, type WatchMode, watchFolder } from "./watch.js";

export type { IngestRequest } from "./shared-run.js";
export type { WatchMode } from "./watch.js";

/** What the latest ingest did, or is doing. */
export interface IngestStatus {
  readonly running: boolean;
  /** Of the running ingest. */
  readonly progress: IngestProgress | null;
  /** Of the latest ingest that succeeded. */
  readonly lastReport: IngestReport | null;
  /** Why the latest ingest failed, or null if it succeeded; without paths of this machine. */
  readonly lastError: string | null;
  /** When the latest ingest ended; ISO 8601. */
  readonly finishedAt: string | null;
}

/** Has an index brought up to date, by this process or by another one. */
export interface IngestService {
  /**
   * Brings the index up to date; calls made while an ingest is running share one further run after it.
   * @throws FootnoteError as `ingest` does
   */
  ingest(options?: Pick<IngestRequest, "rebuild" | "signal">): Promise<IngestReport>;
  status(): IngestServiceStatus;
}

/** What an `IngestService` knows of the latest ingest. */
export interface IngestServiceStatus extends Omit<IngestStatus, "lastReport"> {
  /** Of the latest ingest that succeeded. */
  readonly lastReport: Pick<IngestReport, "skipped"> | null;
}

/** Keeps an index up to date with its folder, one ingest at a time. */
export interface IngestScheduler extends IngestService {
  /**
   * Brings the index up to date; calls made while an ingest is running share one further run after it.
   * @throws FootnoteError as `ingest` does
   */
  ingest(options?: IngestRequest): Promise<IngestReport>;
  status(): IngestStatus;
  /** Has every change of the status told, until the function that is returned is called. */
  onStatus(listener: (status: IngestStatus) => void): () => void;
  /**
   * Ingests now and whenever the folder changes, within two seconds, until `close`. A failed ingest is reported to
   * `onIngested`, too, and the next change is another try.
   * @param onNotice is told in a sentence if the folder can't be watched for a while
   * @returns when changes are noticed
   */
  watch(
    mode: WatchMode,
    onIngested?: (outcome: IngestReport | Error) => void,
    onNotice?: (notice: string) => void,
  ): Promise<void>;
  /** Stops watching, and aborts the running ingest. */
  close(): Promise<void>;
}

/** What a scheduler works with. */
export type IngestSchedulerOptions = Pick<
  IngestOptions,
  "documentsDir" | "exclude" | "store" | "embedder" | "loader" | "analysis"
>;

/** A scheduler that does nothing until it is asked to. */
export function createIngestScheduler(options: IngestSchedulerOptions): IngestScheduler {
  return new FolderIngestScheduler(options);
}

class FolderIngestScheduler implements IngestScheduler {
  readonly #options: IngestSchedulerOptions;
  readonly #listeners = new Set<(status: IngestStatus) => void>();
  #status: IngestStatus = {
    running: false,
    progress: null,
    lastReport: null,
    lastError: null,
    finishedAt: null,
  };
  #running: SharedRun | undefined;
  #next: SharedRun | undefined;
  /** Resolves when there is nothing more to run. */
  #work: Promise<void> | undefined;
  #watch: FolderWatch | undefined;
  #isClosed = false;

  constructor(options: IngestSchedulerOptions) {
    this.#options = options;
  }

  ingest(options: IngestRequest = {}): Promise<IngestReport> {
    if (this.#isClosed) {
      return Promise.reject(new Error("This scheduler is closed."));
    }
    this.#next ??= new SharedRun();
    const report = this.#next.join(options);
    this.#work ??= this.#runAll().finally(() => {
      this.#work = undefined;
    });
    return report;
  }

  status(): IngestStatus {
    return this.#status;
  }

  onStatus(listener: (status: IngestStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async watch(
    mode: WatchMode,
    onIngested: (outcome: IngestReport | Error) => void = () => {},
    onNotice: (notice: string) => void = () => {},
  ): Promise<void> {
    const changed = repeatable(async () => {
      if (!this.#isClosed) {
        onIngested(await this.ingest().catch(toError));
      }
    });
    const { documentsDir, exclude = [] } = this.#options;
    const watch = await watchFolder(documentsDir, { mode, exclude, onChange: changed, onNotice });
    if (this.#isClosed) {
      return watch.close();
    }
    this.#watch = watch;
    // Changes made before the watch began haven't been noticed.
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

  async #ingest({ onProgress, ...work }: IngestWork): Promise<IngestReport> {
    this.#change({ running: true });
    try {
      const lastReport = await ingest({
        ...this.#options,
        ...work,
        onProgress: (progress) => {
          this.#change({ progress });
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

  #finish(result: Partial<IngestStatus>): void {
    const finishedAt = new Date().toISOString();
    this.#change({ ...result, running: false, progress: null, finishedAt });
  }

  #change(change: Partial<IngestStatus>): void {
    this.#status = { ...this.#status, ...change };
    for (const listener of this.#listeners) {
      listener(this.#status);
    }
  }
}

/** Runs the work, and once more after it if it was asked for meanwhile, however often. */
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
    return "The ingest failed unexpectedly; the log says more.";
  }
  // Messages that name a path mustn't leave this machine.
  switch (error.code) {
    case "documents_folder_missing":
      return "The documents folder can't be read.";
    case "documents_folder_empty":
      return "The documents folder is empty all at once. Nothing was removed from the index.";
    default:
      return error.message;
  }
}
