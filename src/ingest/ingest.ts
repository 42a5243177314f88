import { performance } from "node:perf_hooks";
import { isDeepStrictEqual } from "node:util";
import { throwIfAborted } from "../core/abort.js";
import type { Embedder } from "../core/ports/embedder.js";
import type { IndexInfo } from "../core/ports/store/catalogue.js";
import type { Store } from "../core/ports/store.js";
import { EXTENSIONS, isSupported } from "../documents/find-loader.js";
import { type Comparison, compare, type Task } from "./compare.js";
import { DocumentSync } from "./document-sync.js";
import type { LoadingPool } from "./loading/loading-pool.js";
import { languagesNotice, reembeddingNotice } from "./notices.js";
import { readAhead } from "./read-ahead.js";
import { Renames } from "./renames.js";
import { type IngestProgress, type IngestReport, Outcomes } from "./report.js";
import { type Scan, type ScannedFile, type SkippedFile, scan } from "./scan.js";
import { WriteSession } from "./write-session.js";

export type { IngestProgress, IngestReport } from "./report.js";

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

/**
 * Brings the index up to date with a folder. A file whose size and time haven't changed isn't read; one that was
 * only touched or moved isn't embedded again. A file that can't be read is reported and doesn't stop the others.
 *
 * New documents may be committed on the way, so that a long ingest that is stopped has not been in vain; what
 * readers see changes all at once in everything else, at the end or not at all. Loading, embedding and writing
 * overlap.
 *
 * @throws FootnoteError `documents_folder_missing`, `aborted`, `embedding_failed`
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const start = performance.now();
  const { store, embedder, signal, onWait } = options;
  const session = await WriteSession.begin({ store, fingerprint: embedder.fingerprint, signal, onWait });
  try {
    const before = await store.info();
    const outcomes = new Outcomes();
    const run = new Run(options, session, before, outcomes);
    const found = await scan(options.documentsDir, options.exclude);
    while (!(await run.bringUpToDate(found))) {}
    const info = await store.info();
    return {
      ...outcomes.lists(),
      skipped: [...found.skipped, ...found.files.filter((file) => !isSupported(file)).map(unsupported)].sort(
        byPath,
      ),
      ignored: found.ignored,
      reembedded: run.reembedded,
      notices: run.notices(info),
      documents: info.documents,
      passages: info.passages,
      durationMs: performance.now() - start,
    };
  } catch (error) {
    await session.rollback();
    throw error;
  }
}

/** One ingest. */
class Run {
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
    const documents = new DocumentSync({
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
    if (!(await this.#sync(plan.additions, documents, mayCommit))) {
      return false;
    }
    await this.#sync(plan.changes, documents, false);
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
  async #sync(tasks: readonly Task[], documents: DocumentSync, mayCommit: boolean): Promise<boolean> {
    const results = readAhead(tasks, (task, signal) => documents.read(task, signal), {
      items: AHEAD_FILES,
      weight: AHEAD_BYTES,
      weigh: ({ file }) => file.bytes,
      signal: this.#signal,
    });
    for await (const { item: task, result } of results) {
      const { path } = task.file;
      const { outcome, written } = await documents.write(
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
  async #forget({ outdated }: Comparison, { left }: Renames): Promise<void> {
    const { transaction } = this.#session;
    for (const { id, path } of left) {
      await transaction.remove(id);
      this.#outcomes.set(path, { state: "removed" });
    }
    for (const { path } of outdated) {
      await transaction.forgetFailure(path);
    }
    this.#written ||= left.length + outdated.length > 0;
  }

  #progress(path: string): void {
    this.#options.onProgress?.({ done: this.#done, total: this.#total, path, passages: this.#passages });
  }
}

function unsupported({ path }: ScannedFile): SkippedFile {
  return { path, reason: `the format isn't supported; supported are ${EXTENSIONS.join(", ")}` };
}

function byPath(a: SkippedFile, b: SkippedFile): number {
  return a.path < b.path ? -1 : 1;
}
