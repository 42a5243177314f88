import type { WritableWorkspace } from "../../app/workspace.js";
import { createMetrics, type Metrics } from "../metrics/metrics.js";
import { describeBuild } from "../signals/describe-build.js";
import { JoinedMetrics } from "./joined-metrics.js";

/** The metrics of the process that writes the index, and those of the whole server. */
export interface PrimaryMetrics {
  readonly own: Metrics;
  readonly joined: JoinedMetrics;
}

/** Measures what the primary does: it ingests, and answers no question itself. */
export async function openPrimaryMetrics(workspace: WritableWorkspace): Promise<PrimaryMetrics> {
  const { config, store, scheduler } = workspace;
  const own = createMetrics();
  const joined = new JoinedMetrics(own);
  own.watchProcess(await describeBuild(workspace));
  own.watchIndex({ store, scheduler, indexDir: config.indexDir });
  own.watchIngests(scheduler);
  // A server without server processes isn't ready, nor is one of which a process takes connections and is silent.
  own.watchReadiness(async () => ({ isReady: joined.areComplete }));
  return { own, joined };
}
