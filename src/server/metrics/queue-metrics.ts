import { Gauge, Histogram, type Registry } from "prom-client";

/** Measures how long questions wait for their turn. */
export interface QueueMetrics {
  /** @param length says at each scrape how many wait now; a later call replaces it */
  watch(length: () => number): void;
  waited(seconds: number): void;
}

/** Seconds. */
const BUCKETS = [0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];

/** The queue of questions. */
export function createQueueMetrics(registry: Registry): QueueMetrics {
  let readLength = () => 0;
  new Gauge({
    name: "footnote_queue_length",
    help: "Questions that wait for their turn.",
    registers: [registry],
    collect() {
      this.set(readLength());
    },
  });
  const wait = new Histogram({
    name: "footnote_queue_wait_seconds",
    help: "Time that a question waited for its turn.",
    buckets: BUCKETS,
    registers: [registry],
  });
  return {
    watch(length) {
      readLength = length;
    },
    waited: (seconds) => wait.observe(seconds),
  };
}
