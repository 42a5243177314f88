import { AggregatorRegistry, type Registry } from "prom-client";

/** The metrics of one process, as plain JSON. */
export type MetricsSnapshot = Awaited<ReturnType<Registry["getMetricsAsJSON"]>>;

/** The media type of `metricsText`: https://prometheus.io/docs/instrumenting/exposition_formats/ */
export const METRICS_MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/**
 * The metrics of all processes of a server in Prometheus' text format. Counts and times are added up; of the index,
 * which all share, the newest state counts.
 */
export function metricsText(snapshots: readonly MetricsSnapshot[]): Promise<string> {
  return AggregatorRegistry.aggregate(snapshots.map(withStart)).metrics();
}

/** By default the start of the process is left out of a sum; that of the oldest says since when the server runs. */
function withStart(snapshot: MetricsSnapshot): MetricsSnapshot {
  return snapshot.map((metric) =>
    metric.name === "process_start_time_seconds" ? { ...metric, aggregator: "min" } : metric,
  );
}
