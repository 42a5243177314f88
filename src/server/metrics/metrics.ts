import { Registry } from "prom-client";
import type { IngestScheduler } from "../../ingest/ingest-scheduler.js";
import type { Readiness } from "../health/readiness.js";
import { type AnswerMetrics, createAnswerMetrics } from "./answer-metrics.js";
import { type ChatModelMetrics, createChatModelMetrics } from "./chat-model-metrics.js";
import type { MetricsSnapshot } from "./exposition.js";
import { createFeedbackMetrics, type FeedbackMetrics } from "./feedback-metrics.js";
import { createHttpMetrics, type HttpMetrics } from "./http-metrics.js";
import { type WatchedIndex, watchIndex } from "./index-metrics.js";
import { measureIngests } from "./ingest-metrics.js";
import {
  type Build,
  createRestartMetrics,
  createSilentProcessCounter,
  createUncaughtErrorCounter,
  type EventCounter,
  type RestartMetrics,
  watchProcess,
} from "./process-metrics.js";
import { createQueueMetrics, type QueueMetrics } from "./queue-metrics.js";
import { watchReadiness } from "./readiness-metrics.js";
import { createRetrievalMetrics, type RetrievalMetrics } from "./retrieval-metrics.js";

/** All that is counted and timed in one process. Labels have few values: no path, id, person or question is one. */
export interface Metrics {
  readonly http: HttpMetrics;
  readonly answers: AnswerMetrics;
  readonly retrieval: RetrievalMetrics;
  readonly chatModel: ChatModelMetrics;
  readonly queue: QueueMetrics;
  readonly feedback: FeedbackMetrics;
  readonly restarts: RestartMetrics;
  readonly silentProcesses: EventCounter;
  readonly uncaughtErrors: EventCounter;
  /** Adds whether questions can be answered. Is called once. */
  watchReadiness(readiness: () => Promise<Pick<Readiness, "isReady">>): void;
  /** Adds the state of the index. Is called once, by the process that writes it. */
  watchIndex(index: WatchedIndex): void;
  /** Adds the processor time, memory and event loop of this process. Is called once. */
  watchProcess(build: Build): void;
  /** Adds ingests. Is called once, by the process that writes the index. */
  watchIngests(scheduler: Pick<IngestScheduler, "status" | "onStatus">): void;
  /** The values now, which may be sent to another process as JSON. */
  snapshot(): Promise<MetricsSnapshot>;
}

/** Metrics in a registry of their own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  return {
    http: createHttpMetrics(registry),
    answers: createAnswerMetrics(registry),
    retrieval: createRetrievalMetrics(registry),
    chatModel: createChatModelMetrics(registry),
    queue: createQueueMetrics(registry),
    feedback: createFeedbackMetrics(registry),
    restarts: createRestartMetrics(registry),
    silentProcesses: createSilentProcessCounter(registry),
    uncaughtErrors: createUncaughtErrorCounter(registry),
    watchReadiness: (readiness) => watchReadiness(registry, readiness),
    watchIndex: (index) => watchIndex(registry, index),
    watchProcess: (build) => watchProcess(registry, build),
    watchIngests: (scheduler) => measureIngests(registry, scheduler),
    snapshot: () => registry.getMetricsAsJSON(),
  };
}
