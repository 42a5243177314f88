import { openAnswering, type WritableWorkspace } from "../app/workspace.js";
import { INSTALLATION } from "../config/installation.js";
import { openSignIn } from "./access/sign-in.js";
import { createApp } from "./app.js";
import { openFeedbackFile } from "./feedback/feedback-file.js";
import { listen, type RunningServer } from "./http/listen.js";
import { createLogger } from "./log/logger.js";
import { metricsText } from "./metrics/exposition.js";
import { startMetricsServer } from "./metrics/start-metrics-server.js";
import { openSignals } from "./signals/signals.js";
import { openDocumentsFolder } from "./uploads/documents-folder.js";

/** A server, and where its metrics are if they have a port of their own. */
export interface StartedServer extends RunningServer {
  /** Without `/metrics`. */
  readonly metricsUrl: string | undefined;
}

/**
 * Serves the pages and the API over a workspace, which stays open when the server stops.
 * @throws FootnoteError `cannot_listen`; as `openAnswering` does
 */
export async function startServer(workspace: WritableWorkspace): Promise<StartedServer> {
  const { config, driver, store, loader, scheduler, analysis } = workspace;
  const log = createLogger(config.logLevel, config.logFormat);
  const signIn = await openSignIn({ config, driver, log });
  const signals = await openSignals(workspace, log);
  const { metrics, tracing, readiness, instrumentation } = signals;
  metrics.watchIngests(scheduler);
  const answering = await openAnswering(workspace, (notice) => log.warn(notice), { instrumentation });
  const folder = openDocumentsFolder(config.documentsDir);
  // The index is served even if the documents folder can't be read.
  await folder.tidy().catch((error: unknown) => log.warn({ err: error }, "old uploads can't be removed"));
  const ownMetrics = async () => metricsText([await metrics.snapshot()]);
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
    readiness,
    metrics,
    metricsText: ownMetrics,
    tracing,
    pagesDir: INSTALLATION.pages,
    log,
  });
  const servers: RunningServer[] = [];
  const stop = async (graceMs: number) => {
    signals.stopping();
    // Metrics are read until the last answer is out.
    for (const server of servers) {
      await server.stop(graceMs);
    }
    await answering.close();
    await signals.close();
  };
  try {
    const server = await listen(app, config.host, config.port);
    servers.push(server);
    if (config.metrics !== undefined) {
      servers.push(await startMetricsServer(config.metrics, ownMetrics, log));
    }
    return { url: server.url, metricsUrl: servers[1]?.url, stop };
  } catch (error) {
    await stop(0);
    throw error;
  }
}
