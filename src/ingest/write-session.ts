import { setTimeout } from "node:timers/promises";
import { aborted, throwIfAborted } from "../core/abort.js";
import type { IndexOrigin } from "../core/analysis.js";
import { FootnoteError } from "../core/errors.js";
import type { CommitOptions, StoreTransaction } from "../core/ports/store/writing.js";
import type { Store } from "../core/ports/store.js";

/** A commit on the way keeps what was done so far; more often it would only cost time. */
const COMMIT_INTERVAL_MS = 10_000;

/** The most that commits on the way may cost, as a share of the time. */
const COMMIT_SHARE = 0.1;

const POLL_MS = 250;

/** What writing to an index needs. */
export interface WriteSessionOptions {
  readonly store: Store;
  readonly origin: IndexOrigin;
  readonly signal: AbortSignal | undefined;
  /** Called once if another process is writing and has to be waited for. */
  readonly onWait: (() => void) | undefined;
}

/** The transactions of one ingest, one after the other. */
export class WriteSession {
  readonly #options: WriteSessionOptions;
  #transaction: StoreTransaction;
  /** Of the index when the transaction began. */
  #generation: number;
  #begun = performance.now();
  #commitMs = 0;

  private constructor(options: WriteSessionOptions, transaction: StoreTransaction, generation: number) {
    this.#options = options;
    this.#transaction = transaction;
    this.#generation = generation;
  }

  /**
   * Begins as soon as no other ingest is running.
   * @throws FootnoteError `aborted`
   */
  static async begin(options: WriteSessionOptions): Promise<WriteSession> {
    const transaction = await beginWhenFree(options);
    return new WriteSession(options, transaction, (await options.store.info()).generation);
  }

  get transaction(): StoreTransaction {
    return this.#transaction;
  }

  /**
   * Commits what was done so far if the last commit was long ago, and begins the next transaction.
   * @param options what is said of the index until the next commit
   * @returns false if another ingest came in between: then the index isn't what it was
   */
  async commitOnTheWay(options: CommitOptions): Promise<boolean> {
    const elapsed = performance.now() - this.#begun;
    if (elapsed < COMMIT_INTERVAL_MS || this.#commitMs > COMMIT_SHARE * elapsed) {
      return true;
    }
    await this.commit(options);
    const expected = this.#generation + 1;
    this.#transaction = await beginWhenFree(this.#options);
    this.#generation = (await this.#options.store.info()).generation;
    this.#begun = performance.now();
    return this.#generation === expected;
  }

  async commit(options?: CommitOptions): Promise<void> {
    const start = performance.now();
    await this.#transaction.commit(options);
    this.#commitMs = performance.now() - start;
  }

  async rollback(): Promise<void> {
    await this.#transaction.rollback();
  }
}

/**
 * Begins a transaction as soon as no other ingest is running.
 * @throws FootnoteError `aborted`; as `Store.begin` does, but not `index_busy`
 */
export async function beginWhenFree(options: WriteSessionOptions): Promise<StoreTransaction> {
  const { store, origin, signal, onWait } = options;
  for (let attempt = 0; ; attempt++) {
    throwIfAborted(signal);
    try {
      return await store.begin(origin);
    } catch (error) {
      if (!FootnoteError.is(error) || error.code !== "index_busy") {
        throw error;
      }
    }
    if (attempt === 0) {
      onWait?.();
    }
    await pause(signal);
  }
}

async function pause(signal: AbortSignal | undefined): Promise<void> {
  try {
    await setTimeout(POLL_MS, undefined, { ...(signal !== undefined && { signal }) });
  } catch (error) {
    throw signal?.aborted ? aborted(signal) : error;
  }
}
