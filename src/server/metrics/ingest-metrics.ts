import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { IngestScheduler, IngestStatus } from "../../ingest/ingest-scheduler.js";

/** Seconds. */
const BUCKETS = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14_400];

const CHANGES = ["added", "changed", "removed", "renamed"] as const;

/** The ingests of this process, the one before the server started among them. */
export function measureIngests(
  registry: Registry,
  scheduler: Pick<IngestScheduler, "status" | "onStatus">,
): void {
  const registers = [registry];
  const ingests = new Counter({
    name: "footnote_ingests_total",
    help: "Ingests that ended, by outcome: succeeded, failed, which includes aborted.",
    labelNames: ["outcome"],
    registers,
  });
  const files = new Counter({
    name: "footnote_ingest_files_total",
    help: "Files whose documents were added, changed, removed or renamed in the index.",
    labelNames: ["change"],
    registers,
  });
  const duration = new Histogram({
    name: "footnote_ingest_duration_seconds",
    help: "Time of ingests that succeeded.",
    buckets: BUCKETS,
    registers,
  });
  const lastSuccess = new Gauge({
    name: "footnote_ingest_last_success_timestamp_seconds",
    help: "When an ingest last succeeded, in seconds since 1970; 0 before the first of this process.",
    registers,
  });
  ingests.inc({ outcome: "succeeded" }, 0);
  ingests.inc({ outcome: "failed" }, 0);
  const count = ({ lastReport, lastError, finishedAt }: IngestStatus) => {
    if (lastError !== null) {
      ingests.inc({ outcome: "failed" });
    } else if (lastReport !== null && finishedAt !== null) {
      ingests.inc({ outcome: "succeeded" });
      duration.observe(lastReport.durationMs / 1000);
      lastSuccess.set(Date.parse(finishedAt) / 1000);
      for (const change of CHANGES) {
        files.inc({ change }, lastReport[change].length);
      }
    }
  };
  let { running: wasRunning } = scheduler.status();
  if (!wasRunning) {
    count(scheduler.status());
  }
  scheduler.onStatus((status) => {
    if (wasRunning && !status.running) {
      count(status);
    }
    wasRunning = status.running;
  });
}
