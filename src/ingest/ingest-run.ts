import { isDeepStrictEqual } from "node:util";
import { throwIfAborted } from "../core/abort.js";
import type { Embedder } from "../core/ports/embedder.js";
import type { IndexInfo } from "../core/ports/store/catalogue.js";
import type { Store } from "../core/ports/store.js";
import { isSupported } from "../documents/find-loader.js";
import { type Comparison, compare, type Task } from "./compare.js";
import { FileIngester } from "./file-ingester.js";
import type { LoadingPool } from "./loading/loading-pool.js";
import { languagesNotice, reembeddingNotice } from "./notices.js";
import { readAhead } from "./read-ahead.js";
import { Renames } from "./renames.js";
import type { IngestProgress, Outcomes } from "./report.js";
import type { Scan } from "./scan.js";
import type { WriteSession } from "./write-session.js";

/** What to bring up to date. */
export interface IngestOptions {
  readonly documentsDir: string;
  /** Folders and files that are no documents even if they lie in the documents folder, such as the index. */
  readonly exclude?: readonly string[];
  readonly store: Store;
  readonly embedder: Embedder;
  readonly loader: LoadingPool;
  /** Reads, cuts and embeds every file again. */
  readonly rebuild?: boolean;
  /** Stops the work; what is committed stays. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: IngestProgress) => void;
  /** Called once if another ingest is running and has to be waited for. */
  readonly onWait?: () => void;
}

/** Files that are read ahead: enough for every loading process, and few enough for memory. */
const AHEAD_FILES = 12;
const AHEAD_BYTES = 32 * 1024 * 1024;

/** One ingest. */
export class IngestRun {
  /** Whether the index was made with another embedder. */
  readonly reembedded: boolean;
  readonly #options: IngestOptions;
  readonly #session: WriteSession;
  readonly #before: IndexInfo;
  readonly #outcomes: Outcomes;
  readonly #signal: AbortSignal;
  /** Whether there is something to commit. */
  #written: boolean;
  #done = 0;
  #total = 0;
  #passages = 0;

  constructor(options: IngestOptions, session: WriteSession, before: IndexInfo, outcomes: Outcomes) {
    const { fingerprint } = options.embedder;
    this.#options = options;
    this.#session = session;
    this.#before = before;
    this.#outcomes = outcomes;
    this.#signal = options.signal ?? new AbortController().signal;
    this.reembedded = before.fingerprint !== null && !isDeepStrictEqual(before.fingerprint, fingerprint);
    this.#written = this.reembedded || before.generation === 0;
  }

  /** @returns false if another ingest came in between, and the folder must be compared again */
  async bringUpToDate({ files, unreadable }: Scan): Promise<boolean> {
    const { store, embedder, loader, rebuild } = this.#options;
    const everything = rebuild === true || this.reembedded;
    const known = await store.files();
    const failures = await store.failures();
    const plan = compare({ files: files.filter(isSupported), unreadable, known, failures, everything });
    this.#reportUntouched(plan);
    if (everything) {
      await this.#session.transaction.clear();
    }
    this.#total = this.#done + plan.additions.length + plan.changes.length;
    const renames = new Renames(
      plan.gone,
      await store.documents({ ids: new Set(plan.gone.map(({ id }) => id)) }),
    );
    const ingester = new FileIngester({
      embedder,
      loader,
      everything,
      known,
      renames,
      onPassages: (path, passages) => {
        this.#passages += passages;
        this.#progress(path);
      },
    });
    // Additions take nothing away from what readers see, so they may be committed before the rest.
    const mayCommit = !everything;
    if (!(await this.#ingestAll(plan.additions, ingester, mayCommit))) {
      return false;
    }
    await this.#ingestAll(plan.changes, ingester, false);
    await this.#forget(plan, renames);
    throwIfAborted(this.#signal);
    await (this.#written ? this.#session.commit() : this.#session.rollback());
    return true;
  }

  notices(now: IndexInfo): string[] {
    const { fingerprint } = this.#options.embedder;
    const languages = languagesNotice(now, this.#options.embedder);
    return [
      ...(this.reembedded && this.#before.fingerprint !== null
        ? [reembeddingNotice(this.#before.fingerprint, fingerprint)]
        : []),
      ...(languages === null ? [] : [languages]),
    ];
  }

  /** @returns false if another ingest came in between */
  async #ingestAll(tasks: readonly Task[], ingester: FileIngester, mayCommit: boolean): Promise<boolean> {
    const results = readAhead(tasks, (task, signal) => ingester.read(task, signal), {
      items: AHEAD_FILES,
      weight: AHEAD_BYTES,
      weigh: ({ file }) => file.bytes,
      signal: this.#signal,
    });
    for await (const { item: task, result } of results) {
      const { path } = task.file;
      const { outcome, written } = await ingester.write(
        task,
        result,
        this.#session.transaction,
        this.#signal,
      );
      this.#outcomes.set(path, outcome);
      this.#written ||= written;
      this.#done++;
      this.#progress(path);
      if (mayCommit && this.#written && !(await this.#session.commitOnTheWay())) {
        return false;
      }
    }
    return true;
  }

  #reportUntouched({ unchanged, stillFailing }: Comparison): void {
    for (const { path } of unchanged) {
      this.#outcomes.set(path, { state: "unchanged" });
    }
    for (const { path, reason } of stillFailing) {
      this.#outcomes.set(path, { state: "failed", reason });
    }
  }

  /** Removes what the index knows of files that aren't there any more. */
  async #forget({ outdated }: Comparison, { unclaimed }: Renames): Promise<void> {
    const { transaction } = this.#session;
    for (const { id, path } of unclaimed) {
      await transaction.remove(id);
      this.#outcomes.set(path, { state: "removed" });
    }
    for (const { path } of outdated) {
      await transaction.forgetFailure(path);
    }
    this.#written ||= unclaimed.length + outdated.length > 0;
  }

  #progress(path: string): void {
    this.#options.onProgress?.({ done: this.#done, total: this.#total, path, passages: this.#passages });
  }
}
