import type { Embedder } from "../../core/ports/embedder.js";
import { errorType } from "../signals/error-type.js";
import type { RetrievalObserver } from "../signals/observe-retriever.js";
import type { RetrievalMetrics } from "./retrieval-metrics.js";

/** Times retrievals. Failed ones are counted where their answer or their request fails. */
export function measureRetrievals(metrics: RetrievalMetrics): RetrievalObserver {
  return {
    begin: () => ({
      found: ({ timings }) => metrics.retrieved(timings),
      failed: () => undefined,
    }),
  };
}

/** The embedder of questions, which is timed. */
export function measureEmbedder(embedder: Embedder, metrics: RetrievalMetrics): Embedder {
  return {
    fingerprint: embedder.fingerprint,
    languages: embedder.languages,
    async embed(texts, role, signal) {
      const start = performance.now();
      try {
        const vectors = await embedder.embed(texts, role, signal);
        metrics.embedded((performance.now() - start) / 1000);
        return vectors;
      } catch (error) {
        metrics.embeddingFailed(errorType(error));
        throw error;
      }
    },
    close: () => embedder.close(),
  };
}
