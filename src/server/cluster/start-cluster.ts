import cluster from "node:cluster";
import { fileURLToPath } from "node:url";
import type { WritableWorkspace } from "../../app/workspace.js";
import { onCrash, reportCrash } from "../../core/crashes.js";
import { createAnswerMemory } from "../feedback/recent-answers.js";
import { createRateLimiters } from "../limits/rate-limiters.js";
import { createLogger } from "../log/logger.js";
import { startMetricsServer } from "../metrics/start-metrics-server.js";
import { END_MARGIN_MS, type RunningServer } from "../start-server.js";
import { watchUncaughtErrors } from "../uncaught-errors.js";
import { openPrimaryMetrics } from "./primary-metrics.js";
import { shareAnswers } from "./shared-answers.js";
import { shareIngest } from "./shared-ingest.js";
import { SharedLlmState } from "./shared-llm-state.js";
import { readSnapshot, shareMetrics } from "./shared-metrics.js";
import { sharePace } from "./shared-pace.js";
import { shareQuotas } from "./shared-quotas.js";
import { configOfWorker } from "./shares.js";
import { forkWorker, type WorkerProcess } from "./worker-process.js";
import { Workers } from "./workers.js";

/**
 * Serves the pages and the API by several processes that share the port and the index, which this process alone
 * writes. The index must have been built.
 * @throws FootnoteError of the first process that can't start, such as `cannot_listen` or `index_damaged`; none is left
 *   running then
 */
export async function startCluster(workspace: WritableWorkspace, count: number): Promise<RunningServer> {
  const { config, scheduler, pacer } = workspace;
  cluster.setupPrimary({
    exec: fileURLToPath(import.meta.resolve("#server-worker")),
    args: [],
    serialization: "advanced",
  });
  const log = createLogger(config.logLevel, config.logFormat);
  const metrics = await openPrimaryMetrics(workspace);
  const metricsServer =
    config.metrics && (await startMetricsServer(config.metrics, () => metrics.joined.text(), log));
  const answerMemory = createAnswerMemory();
  const limiters = createRateLimiters(config.rateLimits);
  const llmState = new SharedLlmState();
  /** What a worker may ask of this process, and this process of it. */
  const share = ({ channel, started, ended }: WorkerProcess, number: number) => {
    const unshareIngest = shareIngest(channel, scheduler);
    shareAnswers(channel, answerMemory);
    shareQuotas(channel, limiters);
    sharePace(channel, pacer);
    shareMetrics(channel, metrics.joined);
    const measured = { number, read: () => readSnapshot(channel) };
    started.then(() => {
      metrics.joined.add(measured);
      llmState.add(channel);
    });
    ended.then(() => {
      llmState.remove(channel);
      unshareIngest();
      metrics.joined.remove(measured);
    });
  };
  const unwatch = onCrash((part) => {
    metrics.own.restarts.restarted(part);
    // The end of a server process has a line of its own.
    if (part !== "server_process") {
      log.warn({ part }, "a part has crashed; it is started again");
    }
  });
  let port = config.port;
  let running = 0;
  let boundPort: number | undefined;
  const workers = new Workers({
    count,
    log,
    onCrash: () => reportCrash("server_process"),
    fork: (number) => {
      const worker = forkWorker({ number, config: { ...configOfWorker(config, number, count), port } });
      share(worker, number);
      running++;
      worker.ended.then(() => {
        running--;
        // The port that was taken for PORT=0 is free again; clients know it.
        port = running === 0 && boundPort !== undefined ? boundPort : port;
      });
      return worker;
    },
  });
  const end = async () => {
    unwatch();
    await metricsServer?.stop(0);
  };
  const url = await workers.start().catch(async (error: unknown) => {
    await end();
    throw error;
  });
  boundPort = Number(new URL(url).port);
  const uncaught = watchUncaughtErrors({
    log,
    endMs: config.shutdownTimeoutMs + END_MARGIN_MS,
    onError: metrics.own.uncaughtErrors.add,
  });
  const stop = async (graceMs: number) => {
    await workers.stop(graceMs);
    await end();
    uncaught.close();
  };
  const failure = Promise.race([workers.failure, uncaught.failure]);
  return { url, metricsUrl: metricsServer?.url, failure, stop };
}
