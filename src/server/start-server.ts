import { setMaxListeners } from "node:events";
import { openAnswering, type ServedWorkspace } from "../app/workspace.js";
import { INSTALLATION } from "../config/installation.js";
import { onCrash } from "../core/crashes.js";
import type { IngestScheduler } from "../ingest/ingest-scheduler.js";
import { openSignIn } from "./access/sign-in.js";
import { createApp } from "./app.js";
import { openFeedbackFile } from "./feedback/feedback-file.js";
import { type AnswerMemory, createAnswerMemory } from "./feedback/recent-answers.js";
import type { LlmHealth } from "./health/llm-health.js";
import { type Listener, listen } from "./http/listen.js";
import { shuttingDown } from "./http/shutdown.js";
import type { OpenQuota } from "./limits/rate-limiters.js";
import { createLogger } from "./log/logger.js";
import { metricsText } from "./metrics/exposition.js";
import type { Metrics } from "./metrics/metrics.js";
import { startMetricsServer } from "./metrics/start-metrics-server.js";
import { openSignals } from "./signals/signals.js";
import { watchUncaughtErrors } from "./uncaught-errors.js";
import { openDocumentsFolder } from "./uploads/documents-folder.js";

/** A server that takes requests. */
export interface RunningServer {
  /** Such as `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Without `/metrics`; undefined if they have no port of their own. */
  readonly metricsUrl?: string | undefined;
  /** Rejects once the server can't go on; it never resolves. */
  readonly failure: Promise<never>;
  /** Takes no more requests and waits for the running ones, at most `graceMs` milliseconds; then they are cut. */
  stop(graceMs: number): Promise<void>;
}

/** Which processes a server is made of. */
export type Processes =
  /** This one alone, which also writes the index: its ingests are measured. */
  | { readonly ingests: Pick<IngestScheduler, "status" | "onStatus"> }
  /** Others beside it. */
  | { readonly neighbours: Neighbours };

/** What server processes share, so that they are one server to its users and its operator. */
export interface Neighbours {
  /** The number of this process, for the log. */
  readonly worker: number;
  readonly answerMemory: AnswerMemory;
  readonly openQuota: OpenQuota;
  /**
   * Puts the metrics of this process together with those of the others.
   * @returns tells the metrics of all
   */
  readonly joinMetrics: (own: Pick<Metrics, "snapshot">) => () => Promise<string>;
  /** Puts what this process knows of the language model together with what the others know. */
  readonly joinLlmState: (own: LlmHealth) => void;
}

/** How much longer than its answers a process may take to end after an error that nothing caught, in milliseconds. */
export const END_MARGIN_MS = 5000;

/**
 * Serves the pages and the API over a workspace, which stays open when the server stops; its store is kept warm until it
 * is closed.
 * @throws FootnoteError `cannot_listen`; as `openAnswering` does
 */
export async function startServer(workspace: ServedWorkspace, processes: Processes): Promise<RunningServer> {
  const neighbours = "neighbours" in processes ? processes.neighbours : undefined;
  const { config, driver, store, loader, scheduler, analysis } = workspace;
  const logger = createLogger(config.logLevel, config.logFormat);
  const log = neighbours === undefined ? logger : logger.child({ worker: neighbours.worker });
  await store.keepWarm((notice) => log.warn(notice));
  const signIn = await openSignIn({ config, driver, log });
  const signals = await openSignals(workspace, log);
  const { metrics, tracing, readiness, instrumentation } = signals;
  if ("ingests" in processes) {
    metrics.watchIndex({ store, scheduler, indexDir: config.indexDir });
    metrics.watchIngests(processes.ingests);
  }
  const answering = await openAnswering(workspace, (notice) => log.warn(notice), { instrumentation });
  const folder = openDocumentsFolder(config.documentsDir);
  // The index is served even if the documents folder can't be read.
  await folder.tidy().catch((error: unknown) => log.warn({ err: error }, "old uploads can't be removed"));
  const allMetrics =
    neighbours?.joinMetrics(metrics) ?? (async () => metricsText([await metrics.snapshot()]));
  neighbours?.joinLlmState(signals.llm);
  const shutdown = new AbortController();
  // Every running answer listens.
  setMaxListeners(0, shutdown.signal);
  const app = createApp({
    config,
    signIn,
    store,
    loader,
    folder,
    scheduler,
    analysis,
    retriever: answering.retriever,
    answerer: answering.answerer,
    feedbackFile: openFeedbackFile(config.feedbackFile, config.limits.feedbackBytes),
    answerMemory: neighbours?.answerMemory ?? createAnswerMemory(),
    readiness,
    metrics,
    openQuota: neighbours?.openQuota,
    metricsText: allMetrics,
    tracing,
    shutdown: shutdown.signal,
    pagesDir: INSTALLATION.pages,
    log,
  });
  const unwatch = onCrash((part) => {
    log.warn({ part }, "a part has crashed; it is started again");
    metrics.restarts.restarted(part);
  });
  const uncaught = watchUncaughtErrors({
    log,
    endMs: config.shutdownTimeoutMs + END_MARGIN_MS,
    onError: metrics.uncaughtErrors.add,
  });
  const servers: Listener[] = [];
  const stop = async (graceMs: number) => {
    signals.stopping();
    // Metrics are read until the last answer is out.
    for (const server of servers) {
      await server.stop(graceMs, () => shutdown.abort(shuttingDown()));
    }
    unwatch();
    uncaught.close();
    await answering.close();
    await signals.close();
  };
  try {
    const server = await listen(app, config.host, config.port);
    servers.push(server);
    // Of several processes the one that started them has it.
    if (config.metrics !== undefined && neighbours === undefined) {
      servers.push(await startMetricsServer(config.metrics, allMetrics, log));
    }
    return {
      url: server.url,
      metricsUrl: servers[1]?.url,
      failure: uncaught.failure,
      stop,
    };
  } catch (error) {
    await stop(0);
    throw error;
  }
}
