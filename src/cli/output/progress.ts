import { performance } from "node:perf_hooks";
import cliProgress from "cli-progress";
import type { IngestProgress } from "../../ingest/ingest.js";
import { note } from "../terminal.js";
import { oneLine } from "./printable.js";

/** Shows how far an ingest is, on stderr. */
export interface ProgressView {
  readonly show: (progress: IngestProgress) => void;
  /** Removes what must not stay. */
  readonly stop: () => void;
}

/** Where nobody looks at a bar, so many milliseconds pass between two lines. */
const LINE_INTERVAL_MS = 5000;

/** A bar on a terminal; elsewhere a plain line every few seconds. */
export function createProgressView(): ProgressView {
  return process.stderr.isTTY ? createBar() : createLines();
}

function createBar(): ProgressView {
  const bar = new cliProgress.SingleBar(
    {
      stream: process.stderr,
      format: "{bar} {line}  {path}",
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
      const { done, total, path } = progress;
      if (!isStarted) bar.start(total, done, { line: "", path: "" });
      isStarted = true;
      bar.setTotal(total);
      bar.update(done, { line: progressLine(progress, performance.now() - start), path: oneLine(path) });
    },
    stop: () => bar.stop(),
  };
}

function createLines(): ProgressView {
  const start = performance.now();
  let next = start + LINE_INTERVAL_MS;
  return {
    show(progress) {
      const now = performance.now();
      if (now < next) return;
      next = now + LINE_INTERVAL_MS;
      note(progressLine(progress, now - start));
    },
    stop: () => undefined,
  };
}

/** Files, passages, their rate, and the time left if the files to come take as long as those before. */
export function progressLine({ done, total, passages }: IngestProgress, elapsedMs: number): string {
  const seconds = elapsedMs / 1000;
  const rate = seconds > 0 ? Math.round(passages / seconds) : 0;
  const left = done > 0 ? `, ${duration((seconds / done) * (total - done))} left` : "";
  return `${done} of ${total} files, ${passages} passages (${rate}/s)${left}`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
