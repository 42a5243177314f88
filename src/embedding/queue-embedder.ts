import { setImmediate } from "node:timers/promises";
import { linkedController, throwIfAborted } from "../core/abort.js";
import { FootnoteError } from "../core/errors.js";
import type { Embedder, EmbeddingRole } from "../core/ports/embedder.js";
import { BoundedQueue } from "./bounded-queue.js";

/** How much an embedder is given at a time. */
export interface QueueLimits extends ChunkLimits {
  /** Chunks at the same time, at least 2; one slot is kept for questions and one for passages. */
  readonly concurrency: number;
}

/**
 * Puts a bounded queue before an embedder: it never holds more than `concurrency` chunks of texts, and callers wait
 * for the rest. A call's texts are taken chunk by chunk, so that calls take turns.
 */
export function queueEmbedder(embedder: Embedder, limits: QueueLimits): Embedder {
  const queue = new BoundedQueue(limits.concurrency);

  async function embedChunks(texts: readonly string[], role: EmbeddingRole, signal: AbortSignal) {
    const chunks = chunkTexts(texts, limits);
    const parts: Float32Array[][] = [];
    let taken = 0;
    const takeChunks = async () => {
      for (const chunk of chunks) {
        const index = taken++;
        parts[index] = await queue.run(role, () => embedder.embed(chunk, role, signal), signal);
      }
    };
    await Promise.all(Array.from({ length: limits.concurrency - 1 }, takeChunks));
    return parts.flat();
  }

  return {
    fingerprint: embedder.fingerprint,
    languages: embedder.languages,
    async embed(texts, role, signal) {
      throwIfAborted(signal);
      assertNotBlank(texts);
      const followed = linkedController(signal);
      try {
        return await embedChunks(texts, role, followed.signal);
      } catch (error) {
        // Aborts the chunks of the call that are left: their vectors would be thrown away.
        followed.abort(error);
        throw error;
      } finally {
        followed.release();
      }
    },
    async close() {
      queue.close(embedderClosed());
      await embedder.close();
    },
  };
}

/** How many texts are embedded at once. */
export interface ChunkLimits {
  readonly texts: number;
  /** UTF-16 code units; a single text may have more. */
  readonly characters: number;
}

/** Splits texts into chunks within the limits, in order; no chunk is empty. */
export function* chunkTexts(texts: readonly string[], limits: ChunkLimits): Generator<string[], void> {
  let chunk: string[] = [];
  let characters = 0;
  for (const text of texts) {
    const isFull = chunk.length >= limits.texts || characters + text.length > limits.characters;
    if (isFull && chunk.length > 0) {
      yield chunk;
      chunk = [];
      characters = 0;
    }
    chunk.push(text);
    characters += text.length;
  }
  if (chunk.length > 0) {
    yield chunk;
  }
}

/** How long texts are embedded, in milliseconds, before the event loop gets its turn. */
const SLICE_MS = 10;

/** @throws RangeError if a text is empty or blank */
export function assertNotBlank(texts: readonly string[]): void {
  if (texts.some((text) => text.trim() === "")) {
    throw new RangeError("A blank text has no vector.");
  }
}

/**
 * One vector per text, in order. Texts are embedded one after the other, so that the vector of a text can't depend on
 * its neighbours and a call has at most one text in progress. The event loop gets its turn between texts.
 * @throws RangeError for a blank text, before any text is embedded; FootnoteError `aborted`
 */
export async function embedInOrder(
  texts: readonly string[],
  embedOne: (text: string) => Float32Array | Promise<Float32Array>,
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  assertNotBlank(texts);
  const vectors: Float32Array[] = [];
  let sliceEnd = performance.now() + SLICE_MS;
  for (const text of texts) {
    throwIfAborted(signal);
    vectors.push(await embedOne(text));
    if (performance.now() < sliceEnd) {
      continue;
    }
    await setImmediate();
    sliceEnd = performance.now() + SLICE_MS;
  }
  return vectors;
}

/** The error of `embed` after `close`. */
export function embedderClosed(): FootnoteError {
  return new FootnoteError("embedding_failed", "The embedder is closed.");
}
