import { aborted } from "../core/abort.js";
import type { IngestProgress, IngestReport } from "./report.js";

/** How to ingest. */
export interface IngestRequest {
  readonly rebuild?: boolean;
  /** Stops waiting; the ingest itself is aborted when its last caller stops waiting. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: IngestProgress) => void;
  /** Called once if another process's ingest has to be waited for. */
  readonly onWait?: () => void;
}

/** What the callers of a run want together. */
export interface IngestWork {
  readonly rebuild: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: IngestProgress) => void;
  readonly onWait: () => void;
}

interface Caller extends IngestRequest {
  readonly resolve: (report: IngestReport) => void;
  readonly reject: (error: unknown) => void;
}

/** One ingest that several callers may wait for. */
export class SharedRun {
  readonly #callers = new Set<Caller>();
  readonly #controller = new AbortController();
  #isStarted = false;

  /** Waits for the run together with its other callers. */
  join(options: IngestRequest): Promise<IngestReport> {
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

  /** Does the work for all callers and settles their promises; it never rejects itself. */
  async start(work: (options: IngestWork) => Promise<IngestReport>): Promise<void> {
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

  /** Aborts the work for all callers. */
  stop(): void {
    this.#controller.abort();
  }

  /** Aborts the run when its last caller leaves, who then waits until it has stopped. */
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
