import { once } from "node:events";
import { withWritableWorkspace } from "../../app/use-workspace.js";
import type { WritableWorkspace } from "../../app/workspace.js";
import type { Config } from "../../config/config.js";
import type { IngestReport } from "../../ingest/ingest.js";
import type { IngestScheduler } from "../../ingest/ingest-scheduler.js";
import { workerCount } from "../../server/cluster/shares.js";
import { startCluster } from "../../server/cluster/start-cluster.js";
import { type RunningServer, startServer } from "../../server/start-server.js";
import { changesOnly } from "../changes-only.js";
import { describeError } from "../errors.js";
import { ingestWithProgress } from "../ingest-with-progress.js";
import { interruptible } from "../interrupt.js";
import { configOf, type GlobalOptions } from "../options.js";
import { changeLine, startSummary } from "../output/ingest-text.js";
import { layoutOf, note, print } from "../terminal.js";

/**
 * `footnote serve`: serves until SIGINT or SIGTERM and keeps the index up to date meanwhile. An index that is
 * there already is served at once; otherwise it is built first.
 */
export async function serve(options: GlobalOptions): Promise<void> {
  const config = configOf(options);
  await interruptible((signal) =>
    withWritableWorkspace(config, note, (workspace) => serveWorkspace(workspace, signal)),
  );
}

async function serveWorkspace(workspace: WritableWorkspace, signal: AbortSignal): Promise<void> {
  const { config, store, scheduler } = workspace;
  const isBuilt = (await store.info()).generation > 0;
  if (!isBuilt) {
    summarise(await ingestWithProgress(scheduler, { signal }));
  }
  const server = await startProcesses(workspace);
  const { style } = layoutOf(process.stdout);
  print(`${style("bold", `Footnote is ready on ${server.url} (stop with Ctrl-C)`)}\n`);
  if (server.metricsUrl !== undefined) {
    print(`Metrics are on ${server.metricsUrl}/metrics\n`);
  }
  const upToDate = keepUpToDate(scheduler, config, isBuilt);
  try {
    if (!signal.aborted) {
      await Promise.race([once(signal, "abort"), server.failure]);
    }
  } finally {
    await server.stop(config.shutdownTimeoutMs);
    await scheduler.close();
    await upToDate;
  }
}

/** One process serves by itself; of several, this one writes the index and the others serve. */
async function startProcesses(workspace: WritableWorkspace): Promise<RunningServer> {
  const count = workerCount(workspace.config);
  if (count > 1) {
    return startCluster(workspace, count);
  }
  return startServer(workspace, { ingests: workspace.scheduler });
}

/** Ingests in the background. Errors are printed and don't stop the server. */
async function keepUpToDate(
  scheduler: IngestScheduler,
  { watch }: Config,
  isToIngest: boolean,
): Promise<void> {
  const report = isToIngest ? await scheduler.ingest().catch(toError) : undefined;
  if (report instanceof Error) {
    tell(report);
  } else if (report !== undefined) {
    summarise(report);
  }
  if (watch === "off") {
    return;
  }
  const known = report instanceof Error ? undefined : report;
  await scheduler.watch(watch, changesOnly(tell, known), note).catch((error) => tell(toError(error)));
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function tell(outcome: IngestReport | Error): void {
  note(outcome instanceof Error ? describeError(outcome).message : changeLine(outcome));
}

function summarise(report: IngestReport): void {
  note(startSummary(report, layoutOf(process.stderr)));
}
