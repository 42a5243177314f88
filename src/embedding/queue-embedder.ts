import { throwIfAborted } from "../core/abort.js";
import type { Embedder, EmbeddingRole } from "../core/ports/embedder.js";
import { followSignal } from "../providers/followed-signal.js";
import { BoundedQueue } from "./bounded-queue.js";
import { type ChunkLimits, chunkTexts } from "./chunk-texts.js";
import { assertNotBlank } from "./embed-in-order.js";

/** How much an embedder is given at a time. */
export interface QueueLimits extends ChunkLimits {
  /** Chunks at the same time; one place is kept for questions and one for passages. */
  readonly places: number;
}

/**
 * Puts a bounded queue before an embedder: it never holds more than `places` chunks of texts, and callers wait
 * for the rest. A call's texts are taken chunk by chunk, so that calls take turns.
 */
export function queueEmbedder(embedder: Embedder, limits: QueueLimits): Embedder {
  const queue = new BoundedQueue(limits.places);

  async function embedChunks(texts: readonly string[], role: EmbeddingRole, signal: AbortSignal) {
    const chunks = chunkTexts(texts, limits);
    const parts: Float32Array[][] = [];
    let taken = 0;
    const takeChunks = async () => {
      for (const chunk of chunks) {
        const place = taken++;
        parts[place] = await queue.run(role, () => embedder.embed(chunk, role, signal), signal);
      }
    };
    await Promise.all(Array.from({ length: limits.places - 1 }, takeChunks));
    return parts.flat();
  }

  return {
    fingerprint: embedder.fingerprint,
    languages: embedder.languages,
    async embed(texts, role, signal) {
      throwIfAborted(signal);
      assertNotBlank(texts);
      const followed = followSignal(signal);
      try {
        return await embedChunks(texts, role, followed.signal);
      } catch (error) {
        // What is left of the call would be embedded for nobody.
        followed.abort(error);
        throw error;
      } finally {
        followed.release();
      }
    },
    async close() {
      queue.close();
      await embedder.close();
    },
  };
}
