import { Counter, Histogram, type Registry } from "prom-client";
import type { RetrievalTimings } from "../../retrieval/retriever.js";

/** Times retrievals. A follow-up in a conversation may take several. */
export interface RetrievalMetrics {
  retrieved(timings: RetrievalTimings): void;
  /** Time that a question's vector took, cached ones included. */
  embedded(seconds: number): void;
  embeddingFailed(code: string): void;
}

/** Seconds. */
const BUCKETS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Retrievals by stage, and the embedding of questions. */
export function createRetrievalMetrics(registry: Registry): RetrievalMetrics {
  const registers = [registry];
  const duration = new Histogram({
    name: "footnote_retrieval_duration_seconds",
    help: "Time of a retrieval.",
    buckets: BUCKETS,
    registers,
  });
  const stages = new Histogram({
    name: "footnote_retrieval_stage_duration_seconds",
    help: "Time of a retrieval's stages: embed, lexical, dense, fusion, and rerank where there is a reranker.",
    labelNames: ["stage"],
    buckets: BUCKETS,
    registers,
  });
  const embedding = new Histogram({
    name: "footnote_embedding_duration_seconds",
    help: "Time until a question's vector was there, cached ones included.",
    buckets: BUCKETS,
    registers,
  });
  const embeddingErrors = new Counter({
    name: "footnote_embedding_errors_total",
    help: "Questions that couldn't be embedded, by the code of the error.",
    labelNames: ["code"],
    registers,
  });
  return {
    retrieved({ total, rerank, ...others }) {
      duration.observe(total / 1000);
      for (const [stage, milliseconds] of Object.entries(rerank > 0 ? { ...others, rerank } : others)) {
        stages.observe({ stage }, milliseconds / 1000);
      }
    },
    embedded: (seconds) => embedding.observe(seconds),
    embeddingFailed: (code) => embeddingErrors.inc({ code }),
  };
}
