import { EXTRACTIVE } from "../../answering/extractive/extractive-writer.js";
import type { Instrumentation } from "../../app/instrumentation.js";
import type { ServedWorkspace } from "../../app/workspace.js";
import { createLlmHealth, type LlmHealth } from "../health/llm-health.js";
import { createReadinessCheck, type Readiness } from "../health/readiness.js";
import type { Logger } from "../log/logger.js";
import { measureChatModel } from "../metrics/measure-chat-model.js";
import { measureEmbedder, measureRetrievals } from "../metrics/measure-retrievals.js";
import { createMetrics, type Metrics } from "../metrics/metrics.js";
import { traceChatModel } from "../tracing/trace-chat-model.js";
import { traceRetrievals } from "../tracing/trace-retrievals.js";
import { openTracing, type Tracing } from "../tracing/tracing.js";
import { describeBuild } from "./describe-build.js";
import { observeChatModel } from "./observe-chat-model.js";
import { observeRetriever } from "./observe-retriever.js";

/** What a server says about itself to those who operate it, besides its log. */
export interface Signals {
  readonly metrics: Metrics;
  /** Undefined: traces go nowhere. */
  readonly tracing: Tracing | undefined;
  readonly readiness: () => Promise<Readiness>;
  readonly llm: LlmHealth;
  readonly instrumentation: Instrumentation;
  /** From now on the server isn't ready. */
  stopping(): void;
  /** Sends the traces that weren't sent yet. */
  close(): Promise<void>;
}

/** What is looked at. */
export interface ObservedWorkspace
  extends Pick<ServedWorkspace, "config" | "store" | "embedder" | "scheduler"> {}

/** Puts metrics, traces and the readiness of a workspace together. */
export async function openSignals(workspace: ObservedWorkspace, log: Logger): Promise<Signals> {
  const { config, store, scheduler, embedder } = workspace;
  const build = await describeBuild(workspace);
  const onNotice = (notice: string) => log.warn(notice);
  const tracing = await openTracing({ endpoint: config.otlpEndpoint, version: build.version, onNotice });
  const llm = createLlmHealth();
  let isStopping = false;
  const readiness = createReadinessCheck({
    store,
    embedder,
    scheduler,
    isStopping: () => isStopping,
    llm: config.llm === EXTRACTIVE ? undefined : llm.state,
  });
  const metrics = createMetrics();
  metrics.watchReadiness(readiness);
  metrics.watchProcess(build);
  const instrumentation: Instrumentation = {
    embedder: (model) => measureEmbedder(model, metrics.retrieval),
    retriever: (retriever) =>
      observeRetriever(retriever, [
        measureRetrievals(metrics.retrieval),
        ...(tracing ? [traceRetrievals(tracing)] : []),
      ]),
    chatModel: (model) =>
      observeChatModel(model, [
        measureChatModel(metrics.chatModel),
        llm,
        ...(tracing ? [traceChatModel(tracing, config.logContent)] : []),
      ]),
  };
  return {
    metrics,
    tracing,
    readiness,
    llm,
    instrumentation,
    stopping: () => {
      isStopping = true;
    },
    close: async () => tracing?.close(),
  };
}
