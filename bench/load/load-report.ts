import { percentile } from "../../src/evaluation/metrics/statistics.js";
import type { Report } from "../report.js";
import { table } from "../table.js";
import type { Flooded } from "./flood.js";

/** What one server did under load. */
export interface LoadRow extends Flooded {
  readonly folder: string;
  readonly passages: number;
  readonly limits: string;
  /** What it used of the processor. */
  readonly processorMs: number;
  /** The delay of the event loop in the worse half of the time. */
  readonly eventLoopP99Ms: number;
  readonly eventLoopMaxMs: number;
  /** In megabytes, when the server is warm, in the middle and at the end. */
  readonly memory: readonly {
    /** With its children. */
    readonly resident: number;
    /** V8's, after a collection. */
    readonly heap: number;
  }[];
}

const ALLOWED: readonly string[] = ["200", "429", "503"];
const MOST_WAITING_MS = 2000;
const MOST_EVENT_LOOP_MS = 100;

/** By how much the heap may grow in half of the time, when caches are full: a leak makes more of thousands of requests. */
const MOST_HEAP_GROWTH = 10;

/** What was measured, and what of it must not be. */
export function reportOf(rows: readonly LoadRow[]): Report {
  const markdown = table(
    [
      "folder",
      "limits",
      "answers/s",
      "statuses",
      "refused",
      "waiting p50 / p95 / p99 / max",
      "event loop p99 / max",
      "processor ms an answer",
      "heap, start / middle / end",
      "resident",
    ],
    rows.map(cellsOf),
  );
  const figures = rows.map(({ answeredMs, ...row }) => ({ ...row, waitingMs: waitingOf(answeredMs) }));
  return { figures, markdown, broken: rows.flatMap(brokenBy) };
}

function cellsOf(row: LoadRow): string[] {
  const { answeredMs, memory } = row;
  const { p50, p95, p99, max } = waitingOf(answeredMs);
  const statuses = Object.entries(row.statuses).map(([status, count]) => `${status}: ${count}`);
  return [
    `${row.folder}, ${row.passages} passages`,
    row.limits,
    (answeredMs.length / row.seconds).toFixed(1),
    [...statuses, `left: ${row.hangUps}`].join(", "),
    `${(100 * refusedShare(row)).toFixed(1)} %`,
    `${rounded([p50, p95, p99, max])} ms`,
    `${rounded([row.eventLoopP99Ms, row.eventLoopMaxMs])} ms`,
    (row.processorMs / answeredMs.length).toFixed(1),
    `${rounded(memory.map(({ heap }) => heap))} MB`,
    `${rounded(memory.map(({ resident }) => resident))} MB`,
  ];
}

function rounded(values: readonly number[]): string {
  return values.map((value) => value.toFixed(0)).join(" / ");
}

function brokenBy(row: LoadRow): string[] {
  const { folder, limits, statuses, answeredMs, memory, eventLoopP99Ms } = row;
  const { p99 } = waitingOf(answeredMs);
  const grown = (memory.at(-1)?.heap ?? 0) - (memory.at(-2)?.heap ?? 0);
  const problems = [
    ...Object.keys(statuses)
      .filter((status) => !ALLOWED.includes(status))
      .map((status) => `${statuses[status]} times status ${status}`),
    row.errors > 0 && `${row.errors} requests without an answer`,
    row.brokenStreams > 0 && `${row.brokenStreams} streams without an end`,
    p99 >= MOST_WAITING_MS && `p99 of waiting is ${p99.toFixed(0)} ms`,
    eventLoopP99Ms >= MOST_EVENT_LOOP_MS && `p99 of the event loop is ${eventLoopP99Ms.toFixed(0)} ms`,
    grown > MOST_HEAP_GROWTH && `the heap has grown by ${grown.toFixed(1)} MB in the second half`,
  ];
  return problems.filter((problem) => problem !== false).map((problem) => `${folder}, ${limits}: ${problem}`);
}

function waitingOf(answeredMs: readonly number[]) {
  const at = (share: number) => percentile(answeredMs, share) ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

function refusedShare({ statuses }: LoadRow): number {
  const all = Object.values(statuses).reduce((sum, count) => sum + count, 0);
  return 1 - (statuses["200"] ?? 0) / all;
}
