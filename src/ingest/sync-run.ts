import { aborted } from "../core/abort.js";
import type { IngestProgress, IngestReport } from "./report.js";

/** How to sync. */
export interface SyncOptions {
  readonly rebuild?: boolean;
  /** Stops waiting; the sync itself stops when nobody waits for it any more. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: IngestProgress) => void;
  /** Called once if another process's ingest has to be waited for. */
  readonly onWait?: () => void;
}

/** What a run does its work with. */
export interface SyncWork {
  readonly rebuild: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: IngestProgress) => void;
  readonly onWait: () => void;
}

interface Caller extends SyncOptions {
  readonly resolve: (report: IngestReport) => void;
  readonly reject: (error: unknown) => void;
}

/** One sync that several callers may wait for. */
export class SyncRun {
  readonly #callers = new Set<Caller>();
  readonly #controller = new AbortController();
  #isStarted = false;

  /** Waits for the run together with everybody else. */
  join(options: SyncOptions): Promise<IngestReport> {
    const { signal } = options;
    return new Promise<IngestReport>((resolve, reject) => {
      const caller = { ...options, resolve, reject };
      this.#callers.add(caller);
      const leave = () => signal !== undefined && this.#leave(caller, signal);
      signal?.addEventListener("abort", leave, { once: true });
      if (signal?.aborted) {
        leave();
      }
    });
  }

  /** Does the work for everybody who waits. It doesn't fail: they are told. */
  async start(work: (options: SyncWork) => Promise<IngestReport>): Promise<void> {
    this.#isStarted = true;
    if (this.#callers.size === 0) {
      return;
    }
    try {
      const report = await work({
        rebuild: [...this.#callers].some(({ rebuild }) => rebuild === true),
        signal: this.#controller.signal,
        onProgress: (progress) => this.#tell((caller) => caller.onProgress?.(progress)),
        onWait: () => this.#tell((caller) => caller.onWait?.()),
      });
      this.#tell(({ resolve }) => resolve(report));
    } catch (error) {
      this.#tell(({ reject }) => reject(error));
    }
  }

  /** Stops the work for everybody. */
  stop(): void {
    this.#controller.abort();
  }

  /** Whoever is the last to leave turns off the light, and waits until it is dark. */
  #leave(caller: Caller, signal: AbortSignal): void {
    if (this.#isStarted && this.#callers.size === 1) {
      this.#controller.abort(signal.reason);
    } else {
      this.#callers.delete(caller);
      caller.reject(aborted(signal));
    }
  }

  #tell(what: (caller: Caller) => void): void {
    for (const caller of this.#callers) {
      what(caller);
    }
  }
}
