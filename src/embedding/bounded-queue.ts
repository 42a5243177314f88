import { aborted, throwIfAborted } from "../core/abort.js";
import type { FootnoteError } from "../core/errors.js";
import type { EmbeddingRole } from "../core/ports/embedder.js";

/** A task that waits for its turn. */
interface Waiting {
  readonly start: () => void;
  readonly reject: (error: FootnoteError) => void;
}

/** In the order in which waiting tasks are started: questions first. */
const ROLES = ["query", "passage"] as const;

/**
 * Runs at most `concurrency` tasks at a time; further callers wait, which holds an ingest back instead of piling up
 * its texts. Tasks of one role start in the order they came; a question goes before passages. Each role may use all
 * slots but one, which is kept for the other role: a question never waits for passages to be done, and questions
 * never keep passages from starting.
 */
export class BoundedQueue {
  readonly #concurrency: number;
  readonly #running: Record<EmbeddingRole, number> = { query: 0, passage: 0 };
  readonly #waiting: Record<EmbeddingRole, Set<Waiting>> = { query: new Set(), passage: new Set() };
  #closed: FootnoteError | undefined;

  /** @param concurrency how many tasks run at a time; at least 2 */
  constructor(concurrency: number) {
    if (!Number.isInteger(concurrency) || concurrency < 2) {
      throw new RangeError("A queue needs a slot for each role.");
    }
    this.#concurrency = concurrency;
  }

  /**
   * Runs a task when its turn comes.
   * @param signal removes the task from the queue while it waits; a task that runs has to listen to it itself
   * @throws FootnoteError `aborted`; the error that the queue was closed with; whatever the task throws
   */
  async run<T>(role: EmbeddingRole, task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter(role, signal);
    try {
      return await task();
    } finally {
      this.#running[role]--;
      this.#startNext();
    }
  }

  /** Rejects tasks that wait and those that come later, with this error; tasks that run go on. */
  close(error: FootnoteError): void {
    this.#closed ??= error;
    for (const role of ROLES) {
      for (const { reject } of this.#waiting[role]) {
        reject(this.#closed);
      }
      this.#waiting[role].clear();
    }
  }

  async #enter(role: EmbeddingRole, signal: AbortSignal | undefined): Promise<void> {
    throwIfAborted(signal);
    if (this.#closed !== undefined) {
      throw this.#closed;
    }
    if (this.#waiting[role].size === 0 && this.#hasSlot(role)) {
      this.#running[role]++;
      return;
    }
    let leave = () => {};
    try {
      await new Promise<void>((start, reject) => {
        const waiting: Waiting = { start, reject };
        this.#waiting[role].add(waiting);
        // A task that has been started isn't in the queue any more.
        leave = () => {
          if (signal !== undefined && this.#waiting[role].delete(waiting)) {
            reject(aborted(signal));
          }
        };
        signal?.addEventListener("abort", leave, { once: true });
      });
    } finally {
      signal?.removeEventListener("abort", leave);
    }
  }

  #hasSlot(role: EmbeddingRole): boolean {
    const { query, passage } = this.#running;
    return query + passage < this.#concurrency && this.#running[role] < this.#concurrency - 1;
  }

  #startNext(): void {
    for (const role of ROLES) {
      for (const next of this.#waiting[role]) {
        if (!this.#hasSlot(role)) {
          break;
        }
        this.#waiting[role].delete(next);
        this.#running[role]++;
        next.start();
      }
    }
  }
}
