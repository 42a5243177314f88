import { aborted, throwIfAborted } from "../core/abort.js";
import type { FootnoteError } from "../core/errors.js";
import type { EmbeddingRole } from "../core/ports/embedder.js";
import { embedderClosed } from "./closed.js";

/** Who stands before the entrance. */
interface Waiting {
  readonly admit: () => void;
  readonly refuse: (error: FootnoteError) => void;
}

/** Questions first. */
const ROLES = ["query", "passage"] as const;

/**
 * Lets so much work run at a time, and whoever brings more waits: that holds back an ingest instead of piling
 * up its texts. Work of one role starts in the order it came; a question goes before passages. Each role can
 * have all places but one, which is kept for the other: a question never waits for passages to be done, and
 * questions can't keep passages out for ever.
 */
export class BoundedQueue {
  readonly #places: number;
  readonly #running: Record<EmbeddingRole, number> = { query: 0, passage: 0 };
  readonly #waiting: Record<EmbeddingRole, Set<Waiting>> = { query: new Set(), passage: new Set() };
  #closed: FootnoteError | undefined;

  /** @param places how much runs at a time; at least 2 */
  constructor(places: number) {
    if (!Number.isInteger(places) || places < 2) {
      throw new RangeError("A queue needs a place for each role.");
    }
    this.#places = places;
  }

  /**
   * Runs the work when its turn comes.
   * @param signal takes it out of the queue as long as it waits; work that runs has to listen itself
   * @throws FootnoteError `aborted`; `embedding_failed` if the queue is closed; whatever the work throws
   */
  async run<T>(role: EmbeddingRole, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter(role, signal);
    try {
      return await work();
    } finally {
      this.#running[role]--;
      this.#admitNext();
    }
  }

  /** Refuses whoever waits and whoever comes; work that runs goes on. */
  close(): void {
    this.#closed ??= embedderClosed();
    for (const role of ROLES) {
      for (const { refuse } of this.#waiting[role]) {
        refuse(this.#closed);
      }
      this.#waiting[role].clear();
    }
  }

  async #enter(role: EmbeddingRole, signal: AbortSignal | undefined): Promise<void> {
    throwIfAborted(signal);
    if (this.#closed !== undefined) {
      throw this.#closed;
    }
    if (this.#waiting[role].size === 0 && this.#hasPlace(role)) {
      this.#running[role]++;
      return;
    }
    let leave = () => {};
    try {
      await new Promise<void>((admit, refuse) => {
        const waiting: Waiting = { admit, refuse };
        this.#waiting[role].add(waiting);
        // Whoever was let in already isn't in the queue any more, and starts.
        leave = () => {
          if (signal !== undefined && this.#waiting[role].delete(waiting)) {
            refuse(aborted(signal));
          }
        };
        signal?.addEventListener("abort", leave, { once: true });
      });
    } finally {
      signal?.removeEventListener("abort", leave);
    }
  }

  #hasPlace(role: EmbeddingRole): boolean {
    const { query, passage } = this.#running;
    return query + passage < this.#places && this.#running[role] < this.#places - 1;
  }

  #admitNext(): void {
    for (const role of ROLES) {
      for (const next of this.#waiting[role]) {
        if (!this.#hasPlace(role)) {
          break;
        }
        this.#waiting[role].delete(next);
        this.#running[role]++;
        next.admit();
      }
    }
  }
}
