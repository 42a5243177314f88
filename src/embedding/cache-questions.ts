import { LRUCache } from "lru-cache";
import { throwIfAborted } from "../core/abort.js";
import type { Embedder } from "../core/ports/embedder.js";
import { embedderClosed } from "./closed.js";
import { SharedWork } from "./shared-work.js";

/**
 * Keeps the vectors of the questions that were asked last. A cache belongs to one embedder, and so to one
 * fingerprint, and holds questions only: its key is the text. The same question asked several times at once is
 * embedded once. Only calls with a single text are looked up, which is how questions come.
 * @param capacity how many vectors are kept; 1,000 of 1,024 dimensions are 4 MB
 */
export function cacheQuestions(embedder: Embedder, capacity: number): Embedder {
  const known = new LRUCache<string, Float32Array>({ max: capacity });
  const underWay = new Map<string, SharedWork<Float32Array>>();
  let closed = false;

  function compute(question: string): SharedWork<Float32Array> {
    const work: SharedWork<Float32Array> = new SharedWork(async (signal) => {
      try {
        const [vector] = await embedder.embed([question], "query", signal);
        if (vector === undefined) {
          throw new RangeError("the embedder returned no vector");
        }
        known.set(question, vector);
        return vector;
      } finally {
        if (underWay.get(question) === work) {
          underWay.delete(question);
        }
      }
    });
    underWay.set(question, work);
    return work;
  }

  async function vectorOf(question: string, signal: AbortSignal | undefined): Promise<Float32Array> {
    const before = known.get(question);
    if (before !== undefined) {
      return before;
    }
    const work = underWay.get(question);
    return (work === undefined || work.isOver ? compute(question) : work).wait(signal);
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
      // A copy: what a caller does with its vector is no concern of the next one.
      return [(await vectorOf(question, signal)).slice()];
    },
    async close() {
      closed = true;
      await embedder.close();
      known.clear();
    },
  };
}
