import { LRUCache } from "lru-cache";
import { throwIfAborted, untilAborted } from "../core/abort.js";
import type { Embedder } from "../core/ports/embedder.js";
import { embedderClosed } from "./queue-embedder.js";

/**
 * Caches the vectors of the latest questions. A cache belongs to one embedder, and so to one fingerprint, and holds
 * questions only: its key is the text. A question that several callers ask at once is embedded once. Only calls with
 * a single text are looked up, since questions come one by one.
 * @param capacity how many vectors are kept; 1,000 of 1,024 dimensions are 4 MB
 */
export function cacheQuestions(embedder: Embedder, capacity: number): Embedder {
  const known = new LRUCache<string, Float32Array>({ max: capacity });
  const inFlight = new Map<string, SingleFlight<Float32Array>>();
  let closed = false;

  function compute(question: string): SingleFlight<Float32Array> {
    const work: SingleFlight<Float32Array> = new SingleFlight(async (signal) => {
      try {
        const [vector] = await embedder.embed([question], "query", signal);
        if (vector === undefined) {
          throw new RangeError("the embedder returned no vector");
        }
        known.set(question, vector);
        return vector;
      } finally {
        if (inFlight.get(question) === work) {
          inFlight.delete(question);
        }
      }
    });
    inFlight.set(question, work);
    return work;
  }

  async function vectorOf(question: string, signal: AbortSignal | undefined): Promise<Float32Array> {
    const before = known.get(question);
    if (before !== undefined) {
      return before;
    }
    const work = inFlight.get(question);
    return (work === undefined || work.isAborted ? compute(question) : work).wait(signal);
  }

  return {
    fingerprint: embedder.fingerprint,
    languages: embedder.languages,
    async embed(texts, role, signal) {
      throwIfAborted(signal);
      if (closed) {
        throw embedderClosed();
      }
      const [question] = texts;
      if (role !== "query" || texts.length !== 1 || question === undefined) {
        return embedder.embed(texts, role, signal);
      }
      // Returns a copy, so that a caller who changes its vector doesn't change the cached one.
      return [(await vectorOf(question, signal)).slice()];
    },
    async close() {
      closed = true;
      await embedder.close();
      known.clear();
    },
  };
}

/**
 * One run of some work, shared by all callers that wait for it. It is aborted when the last of them has left, and not
 * before.
 */
class SingleFlight<T> {
  readonly #controller = new AbortController();
  readonly #result: Promise<T>;
  #waiting = 0;
  #isOver = false;

  /** @param start starts the work; it is called at once */
  constructor(start: (signal: AbortSignal) => Promise<T>) {
    this.#result = start(this.#controller.signal).finally(() => {
      this.#isOver = true;
    });
    // Prevents an unhandled rejection when all callers have left; those that wait get the error from `wait`.
    this.#result.catch(() => undefined);
  }

  /** Whether the work was aborted because its last caller left; such a run can't be joined any more. */
  get isAborted(): boolean {
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
      // To abort what is over changes nothing, but makes an error with its stack.
      if (this.#waiting === 0 && !this.#isOver) {
        this.#controller.abort();
      }
    }
  }
}
