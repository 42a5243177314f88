import { Counter, collectDefaultMetrics, Gauge, type Registry } from "prom-client";
import { CRASHED_PARTS, type CrashedPart } from "../../core/crashes.js";

/** Counts what crashed and was started again. */
export interface RestartMetrics {
  restarted(part: CrashedPart): void;
}

/** Crashes of threads and processes. */
export function createRestartMetrics(registry: Registry): RestartMetrics {
  const restarts = new Counter({
    name: "footnote_restarts_total",
    help: "Threads and processes that crashed and were started again.",
    labelNames: ["part"],
    registers: [registry],
  });
  for (const part of CRASHED_PARTS) {
    restarts.inc({ part }, 0);
  }
  return { restarted: (part) => restarts.inc({ part }) };
}

/** Counts something that has no kinds. */
export interface EventCounter {
  add(): void;
}

/** Server processes that didn't tell their metrics; there is nothing to count where one process serves. */
export function createSilentProcessCounter(registry: Registry): EventCounter {
  return countEvents(
    registry,
    "footnote_silent_processes_total",
    "Server processes that didn't tell their metrics when they were scraped; what they told before counts.",
  );
}

/** Errors that nothing caught, after each of which the process ends. */
export function createUncaughtErrorCounter(registry: Registry): EventCounter {
  return countEvents(
    registry,
    "footnote_uncaught_errors_total",
    "Errors that nothing caught; the process finishes its answers and ends.",
  );
}

function countEvents(registry: Registry, name: string, help: string): EventCounter {
  const events = new Counter({ name, help, registers: [registry] });
  return { add: () => events.inc() };
}

/** Gauges that are named like counters, which `promtool check metrics` complains about; others say the same. */
const DOUBTFUL = [
  "nodejs_active_handles_total",
  "nodejs_active_requests_total",
  "nodejs_active_resources_total",
];

/** What runs here. */
export interface Build {
  readonly version: string;
  /** Model id. */
  readonly embedder: string;
  /** `extractive` or `provider:model`. */
  readonly writer: string;
}

/**
 * What runs here, and the processor time, memory and event loop of this process. They are watched until the process
 * ends, so only a server does this.
 */
export function watchProcess(registry: Registry, { version, embedder, writer }: Build): void {
  new Gauge({
    name: "footnote_build_info",
    help: "1; the labels say which version of Footnote runs, and with which models.",
    labelNames: ["version", "embedder", "writer"],
    aggregator: "first",
    registers: [registry],
  }).set({ version, embedder, writer }, 1);
  collectDefaultMetrics({ register: registry });
  for (const name of DOUBTFUL) {
    registry.removeSingleMetric(name);
  }
}
