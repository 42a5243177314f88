import { performance } from "node:perf_hooks";
import cliProgress from "cli-progress";
import type { MoveProgress } from "../../app/move-index.js";
import type { EvaluationProgress } from "../../evaluation/evaluate.js";
import type { IngestProgress } from "../../ingest/ingest.js";
import { note } from "../terminal.js";
import { plural } from "./plural.js";
import { oneLine } from "./printable.js";

/** Shows how far some work is, on stderr. */
export interface ProgressView<P> {
  readonly show: (progress: P) => void;
  /** Removes the bar. */
  readonly stop: () => void;
}

/** How far some work is, in its own terms. */
interface Amount {
  readonly done: number;
  readonly total: number;
}

/** How progress is put into words. */
interface Wording<P> {
  /** What is done, how fast, and what is left. */
  readonly line: (progress: P, elapsedMs: number) => string;
  /** What is at work. */
  readonly at: (progress: P) => string;
}

/** Milliseconds between two lines where there is no terminal. */
const LINE_INTERVAL_MS = 5000;

/** Shows how far an ingest is. */
export function ingestProgressView(): ProgressView<IngestProgress> {
  return createView({ line: ingestProgressLine, at: ({ path }) => path });
}

/** Shows how far an evaluation is. */
export function evaluationProgressView(): ProgressView<EvaluationProgress> {
  return createView({ line: evaluationProgressLine, at: ({ question }) => question });
}

/** Shows how far a move of an index is. */
export function moveProgressView(): ProgressView<MoveProgress> {
  return createView({ line: moveProgressLine, at: () => "" });
}

/** A bar on a terminal; elsewhere a plain line every few seconds. */
function createView<P extends Amount>(wording: Wording<P>): ProgressView<P> {
  return process.stderr.isTTY ? createBar(wording) : createLines(wording);
}

function createBar<P extends Amount>({ line, at }: Wording<P>): ProgressView<P> {
  const bar = new cliProgress.SingleBar(
    {
      stream: process.stderr,
      format: "{bar} {line}  {at}",
      barsize: 24,
      clearOnComplete: true,
      hideCursor: true,
      linewrap: false,
    },
    cliProgress.Presets.shades_classic,
  );
  const start = performance.now();
  let isStarted = false;
  return {
    show(progress) {
      const { done, total } = progress;
      if (!isStarted) {
        bar.start(total, done, { line: "", at: "" });
      }
      isStarted = true;
      bar.setTotal(total);
      bar.update(done, { line: line(progress, performance.now() - start), at: oneLine(at(progress)) });
    },
    stop: () => bar.stop(),
  };
}

function createLines<P extends Amount>({ line }: Wording<P>): ProgressView<P> {
  const start = performance.now();
  let next = start + LINE_INTERVAL_MS;
  return {
    show(progress) {
      const now = performance.now();
      if (now < next) {
        return;
      }
      next = now + LINE_INTERVAL_MS;
      note(line(progress, now - start));
    },
    stop: () => undefined,
  };
}

/** Files, passages, their rate, and the time left if the files to come take as long as those before. */
export function ingestProgressLine({ done, total, passages }: IngestProgress, elapsedMs: number): string {
  const seconds = elapsedMs / 1000;
  const rate = seconds > 0 ? Math.round(passages / seconds) : 0;
  return `${done} of ${total} files, ${passages} passages (${rate}/s)${timeLeft({ done, total }, elapsedMs)}`;
}

/** Questions, and the time left if those to come take as long as those before. */
export function evaluationProgressLine({ done, total }: EvaluationProgress, elapsedMs: number): string {
  return `${done} of ${plural(total, "question")}${timeLeft({ done, total }, elapsedMs)}`;
}

/** Documents. Those that an aborted move has done say nothing of the time that is left. */
export function moveProgressLine({ done, total }: MoveProgress): string {
  return `${done} of ${plural(total, "document")}`;
}

function timeLeft({ done, total }: Amount, elapsedMs: number): string {
  return done > 0 ? `, ${duration((elapsedMs / 1000 / done) * (total - done))} left` : "";
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  if (whole < 3600) {
    return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  }
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
