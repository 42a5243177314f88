import { AggregatorRegistry, type Registry } from "prom-client";

/** The metrics of one process, as plain JSON. */
export type MetricsSnapshot = Awaited<ReturnType<Registry["getMetricsAsJSON"]>>;

/** The media type of `metricsText`: https://prometheus.io/docs/instrumenting/exposition_formats/ */
export const METRICS_MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/**
 * The metrics of all processes of a server in Prometheus' text format. What has the same name and labels is put
 * together as its `aggregator` says: added up by default.
 */
export function metricsText(snapshots: readonly MetricsSnapshot[]): Promise<string> {
  return AggregatorRegistry.aggregate(snapshots.map(withStart)).metrics();
}

/** The library leaves the start of a process out. Only one process has the same labels. */
function withStart(snapshot: MetricsSnapshot): MetricsSnapshot {
  return snapshot.map((metric) =>
    metric.name === "process_start_time_seconds" ? { ...metric, aggregator: "first" } : metric,
  );
}

/** What tells of a process by itself: its processor time, memory and event loop. */
const OF_ONE_PROCESS = /^(?:process|nodejs)_/;

/**
 * Tells the metrics that say something about a process by itself from those of the others, by a label: a sum or a mean
 * over processes would hide the one that has a problem.
 */
export function labelProcess(snapshot: MetricsSnapshot, process: string): MetricsSnapshot {
  return snapshot.map((metric) =>
    OF_ONE_PROCESS.test(metric.name)
      ? {
          ...metric,
          values: metric.values.map((value) => ({ ...value, labels: { ...value.labels, process } })),
        }
      : metric,
  );
}

/**
 * What still counts once a process has ended: all that was counted and timed, without what was so only at that moment
 * and without its processor time and memory.
 */
export function lastingPart(snapshot: MetricsSnapshot): MetricsSnapshot {
  return snapshot.filter(({ name, type }) => isCumulative(type) && !OF_ONE_PROCESS.test(name));
}

function isCumulative(type: unknown): boolean {
  return type === "counter" || type === "histogram";
}

/** One snapshot for several, whose values are put together. */
export function joinSnapshots(snapshots: readonly MetricsSnapshot[]): Promise<MetricsSnapshot> {
  return AggregatorRegistry.aggregate([...snapshots]).getMetricsAsJSON();
}
