import { z } from "zod";
import type { MetricsSnapshot } from "../metrics/exposition.js";
import type { Metrics } from "../metrics/metrics.js";
import type { Call, Channel } from "./channel.js";
import type { JoinedMetrics } from "./joined-metrics.js";

/** The primary reads what a worker has counted and timed. */
const SNAPSHOT: Call<null, MetricsSnapshot> = {
  name: "metrics-snapshot",
  request: z.null(),
  // It comes from the same installation, from the library that puts it together with others.
  reply: z.custom<MetricsSnapshot>(Array.isArray),
};

/** A worker is asked for the metrics of the whole server. */
const TEXT: Call<null, string> = { name: "metrics-text", request: z.null(), reply: z.string() };

/** A worker's checks of whether it is ready may take two seconds, and Prometheus waits ten by default. */
const SNAPSHOT_TIMEOUT_MS = 4000;
const TEXT_TIMEOUT_MS = 8000;

/** A worker's metrics now, as the primary reads them; throws as `Channel.call` does. */
export function readSnapshot(channel: Channel): Promise<MetricsSnapshot> {
  return channel.call(SNAPSHOT, null, { timeoutMs: SNAPSHOT_TIMEOUT_MS });
}

/** Lets a worker tell the metrics of the whole server. */
export function shareMetrics(channel: Channel, joined: JoinedMetrics): void {
  channel.handle(TEXT, () => joined.text());
}

/**
 * Lets the primary read a worker's metrics.
 * @returns tells the metrics of the whole server in Prometheus' text format; throws FootnoteError `process_failed` if the
 *   primary is silent
 */
export function joinMetrics(channel: Channel, metrics: Pick<Metrics, "snapshot">): () => Promise<string> {
  channel.handle(SNAPSHOT, () => metrics.snapshot());
  return () => channel.call(TEXT, null, { timeoutMs: TEXT_TIMEOUT_MS });
}
