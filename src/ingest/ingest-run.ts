import { isDeepStrictEqual } from "node:util";
import { throwIfAborted } from "../core/abort.js";
import { type AnalysisVersion, isSameAnalysis } from "../core/analysis.js";
import type { Embedder } from "../core/ports/embedder.js";
import type { IndexInfo } from "../core/ports/store/catalogue.js";
import type { Store } from "../core/ports/store.js";
import { isSupported } from "../documents/find-loader.js";
import { ANALYSIS, loaderFor } from "./analysis.js";
import { type Comparison, compare, type Task } from "./compare.js";
import { FileIngester } from "./file-ingester.js";
import type { LoadingPool } from "./loading/loading-pool.js";
import {
  fileNotice,
  languagesNotice,
  reanalysingNotice,
  reembeddingNotice,
  reloadingNotice,
} from "./notices.js";
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
  /** By which rules documents are loaded, split and analysed. */
  readonly analysis?: AnalysisVersion;
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
  /** Whether it was made by other rules of splitting and analysing. */
  readonly reanalysed: boolean;
  readonly #options: IngestOptions;
  readonly #session: WriteSession;
  readonly #before: IndexInfo;
  readonly #analysis: AnalysisVersion;
  readonly #reloaded = new Set<string>();
  /** What the loaders say of the files that were read, by path. */
  readonly #fileNotices = new Map<string, readonly string[]>();
  readonly #outcomes: Outcomes;
  readonly #signal: AbortSignal;
  /** Whether there is something to commit. */
  #written: boolean;
  #done = 0;
  #total = 0;
  #passages = 0;

  constructor(options: IngestOptions, session: WriteSession, before: IndexInfo, outcomes: Outcomes) {
    const { analysis = ANALYSIS, embedder } = options;
    const { fingerprint } = embedder;
    this.#options = options;
    this.#analysis = analysis;
    this.#session = session;
    this.#before = before;
    this.#outcomes = outcomes;
    this.#signal = options.signal ?? new AbortController().signal;
    this.reembedded = before.fingerprint !== null && !isDeepStrictEqual(before.fingerprint, fingerprint);
    this.reanalysed = before.generation > 0 && !isSameAnalysis(before.analysis, analysis);
    this.#written = before.isPartial || this.reembedded || !isDeepStrictEqual(before.analysis, analysis);
  }

  /** @returns false if another ingest came in between, and the folder must be compared again */
  async bringUpToDate({ files, unreadable }: Scan): Promise<boolean> {
    const { store, embedder, loader, rebuild } = this.#options;
    const everything = rebuild === true || this.reembedded || this.reanalysed;
    const known = await store.files();
    const failures = await store.failures();
    const loaderOf = (path: string) => loaderFor(path, this.#analysis);
    const plan = compare({
      files: files.filter((file) => isSupported(file, this.#analysis)),
      unreadable,
      known,
      failures,
      loaderOf,
      everything,
    });
    this.#reportUntouched(plan);
    for (const { file } of plan.reloads) {
      this.#reloaded.add(loaderOf(file.path).format);
    }
    if (everything) {
      await this.#session.transaction.clear();
    }
    this.#total = this.#done + plan.additions.length + plan.changes.length + plan.reloads.length;
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
      loaderOf,
      findVectors: this.reembedded || rebuild ? undefined : store.vectors.bind(store),
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
    await this.#ingestAll([...plan.changes, ...plan.reloads], ingester, false);
    await this.#forget(plan, renames);
    throwIfAborted(this.#signal);
    await (this.#written ? this.#session.commit() : this.#session.rollback());
    return true;
  }

  /** The formats whose files another loader has read, sorted. */
  get reloaded(): readonly string[] {
    return [...this.#reloaded].sort();
  }

  /** Sentences for the person who runs it. */
  notices(now: IndexInfo): string[] {
    const { fingerprint } = this.#options.embedder;
    const languages = languagesNotice(now, this.#options.embedder);
    return [
      ...(this.reembedded && this.#before.fingerprint !== null
        ? [reembeddingNotice(this.#before.fingerprint, fingerprint)]
        : []),
      ...(this.reanalysed
        ? [
            reanalysingNotice(this.#before.analysis, {
              keepsVectors: !this.reembedded && !this.#options.rebuild,
            }),
          ]
        : []),
      ...(this.#reloaded.size > 0 ? [reloadingNotice(this.reloaded)] : []),
      ...(languages === null ? [] : [languages]),
      ...Array.from(this.#fileNotices)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([path, notices]) => fileNotice(path, notices)),
    ];
  }

  /** @returns false if another ingest came in between */
  async #ingestAll(tasks: readonly Task[], ingester: FileIngester, mayCommit: boolean): Promise<boolean> {
    // What readers see is a part of the folder until the end, unless the index was filled before.
    const isPartial = this.#before.isPartial || this.#before.documents === 0;
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
      if (result.state === "loaded" && result.document.notices.length > 0) {
        this.#fileNotices.set(path, result.document.notices);
      }
      this.#written ||= written;
      this.#done++;
      this.#progress(path);
      if (mayCommit && this.#written && !(await this.#session.commitOnTheWay({ isPartial }))) {
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
