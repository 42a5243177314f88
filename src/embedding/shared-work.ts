import { untilAborted } from "../core/abort.js";

/** Work that several callers wait for. It is cancelled when nobody waits any more, and not before. */
export class SharedWork<T> {
  readonly #controller = new AbortController();
  readonly #result: Promise<T>;
  #waiting = 0;

  /** @param start begins the work at once */
  constructor(start: (signal: AbortSignal) => Promise<T>) {
    this.#result = start(this.#controller.signal);
    // Its failure is for those who wait; they may all be gone.
    this.#result.catch(() => undefined);
  }

  /** Whether everybody who waited is gone, and the work with them. */
  get isOver(): boolean {
    return this.#controller.signal.aborted;
  }

  /**
   * Waits for the result.
   * @throws FootnoteError `aborted` if this caller's signal is; what the work throws
   */
  async wait(signal: AbortSignal | undefined): Promise<T> {
    this.#waiting++;
    try {
      return await untilAborted(this.#result, signal);
    } finally {
      this.#waiting--;
      if (this.#waiting === 0) {
        this.#controller.abort();
      }
    }
  }
}
