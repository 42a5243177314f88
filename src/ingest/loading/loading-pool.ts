import { reportCrash } from "../../core/crashes.js";
import { usableCores } from "../../core/usable-cores.js";
import type { OcrPrograms } from "../../documents/ocr/ocr-programs.js";
import { type LoadAccident, LoadingProcess, type LoadSettings, StartFailure } from "./loading-process.js";
import type { FileLimits, LoadRequest, LoadResult } from "./protocol.js";

export type { FileLimits, LoadRequest, LoadResult } from "./protocol.js";

/** Reads files in processes of their own, so that no file can take more than one of these with it. */
export interface LoadingPool {
  /**
   * Reads a file, makes a document of it and cuts that.
   * @throws FootnoteError `aborted`; Error if no process can be started
   */
  load(request: LoadRequest, signal?: AbortSignal): Promise<LoadResult>;
  /** Ends the processes; what they are reading fails. */
  close(): Promise<void>;
}

/** More would want more memory than they save time: embedding is slower than reading. */
const MOST_PROCESSES = 4;

/** How many processes may die before they have taken a file, one after the other. */
const MOST_STARTS = 3;

/** How long processes wait for the next file: each holds some 200 MB, and starts in a third of a second. */
const IDLE_MS = 30_000;

/** A pool whose processes are started when they are first needed. */
export function createLoadingPool(options: {
  readonly limits: FileLimits;
  /** What text in pictures is recognised with; by default it isn't. */
  readonly ocr?: OcrPrograms;
  /**
   * By default one less than the cores that this process may use, since the embedder needs one, but two at least:
   * one reads while the other's result waits to be taken.
   */
  readonly processes?: number;
  /** How long processes are kept after the last file, in milliseconds; by default 30 s. */
  readonly idleMs?: number;
}): LoadingPool {
  const { limits, ocr, processes = defaultProcesses(usableCores()), idleMs = IDLE_MS } = options;
  return new ProcessPool({ limits, ...(ocr && { ocr }) }, processes, idleMs);
}

/** How many processes read at the same time where nothing else is asked for. @param cores that may be used, at least 1 */
export function defaultProcesses(cores: number): number {
  return Math.max(2, Math.min(MOST_PROCESSES, cores - 1));
}

class ProcessPool implements LoadingPool {
  readonly #settings: LoadSettings;
  readonly #processes: number;
  readonly #all = new Set<LoadingProcess>();
  readonly #idle: LoadingProcess[] = [];
  /** Callers that wait for a process, first in, first out. */
  readonly #waiting: (() => void)[] = [];
  #loading = 0;
  /** Ends what is idle a while after the last file. */
  readonly #idleTimer: NodeJS.Timeout;
  #isClosed = false;

  constructor(settings: LoadSettings, processes: number, idleMs: number) {
    this.#settings = settings;
    this.#processes = processes;
    this.#idleTimer = setTimeout(() => this.#endIdle(), idleMs).unref();
  }

  async load(request: LoadRequest, signal?: AbortSignal): Promise<LoadResult> {
    await this.#turn();
    try {
      const first = await this.#loadInStarted(request, signal);
      // What earlier files left behind may have been too much; alone the file may do.
      const isToRetry = first.result === "crashed" && first.wasUsed;
      const { result } = isToRetry ? await this.#loadInStarted(request, signal) : first;
      return typeof result === "string" ? this.#failed(result) : result;
    } finally {
      this.#endTurn();
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#idleTimer);
    for (const process of this.#all) {
      process.kill();
    }
  }

  async #turn(): Promise<void> {
    if (this.#loading < this.#processes) {
      this.#loading++;
    } else {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Gives the turn to the caller that has waited longest, if there is one. */
  #endTurn(): void {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#loading--;
    } else {
      next();
    }
  }

  /** A process that dies before it has the file is no fault of the file. */
  async #loadInStarted(
    request: LoadRequest,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly result: LoadResult | LoadAccident; readonly wasUsed: boolean }> {
    for (let start = 1; ; start++) {
      const process = this.#take();
      const wasUsed = process.isUsed;
      try {
        return { result: await this.#loadIn(process, request, signal), wasUsed };
      } catch (error) {
        if (!(error instanceof StartFailure) || start === MOST_STARTS) {
          throw error;
        }
      }
    }
  }

  async #loadIn(
    process: LoadingProcess,
    request: LoadRequest,
    signal: AbortSignal | undefined,
  ): Promise<LoadResult | LoadAccident> {
    try {
      const result = await process.load(request, signal);
      if (typeof result === "string") {
        this.#reportCrash();
      }
      return result;
    } catch (error) {
      if (error instanceof StartFailure) {
        this.#reportCrash();
      }
      throw error;
    } finally {
      if (process.isRunning) {
        this.#idle.push(process);
        this.#idleTimer.refresh();
      } else {
        this.#all.delete(process);
      }
    }
  }

  /** A process that was killed because the pool is closed hasn't crashed. */
  #reportCrash(): void {
    if (!this.#isClosed) {
      reportCrash("loading_process");
    }
  }

  #take(): LoadingProcess {
    if (this.#isClosed) {
      throw closed();
    }
    for (let process = this.#idle.pop(); process !== undefined; process = this.#idle.pop()) {
      if (process.isRunning) {
        return process;
      }
      this.#all.delete(process);
    }
    const process = new LoadingProcess(this.#settings);
    this.#all.add(process);
    return process;
  }

  #endIdle(): void {
    for (const process of this.#idle.splice(0)) {
      process.kill();
      this.#all.delete(process);
    }
  }

  #failed(accident: LoadAccident): LoadResult {
    if (this.#isClosed) {
      throw closed();
    }
    const { limits } = this.#settings;
    const reasons = {
      timeout: `reading it took longer than ${limits.timeoutMs / 1000} s`,
      crashed: "the parser ran out of memory or crashed",
      nonsense: "the parser gave a result that can't be right",
    };
    return { state: "failed", reason: reasons[accident], transient: false };
  }
}

function closed(): Error {
  return new Error("This pool is closed.");
}
