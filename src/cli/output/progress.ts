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

/** A bar on a terminal; elsewhere a plain line for every tenth of the way. */
export function createProgressView(): ProgressView {
  return process.stderr.isTTY ? createBar() : createLines();
}

function createBar(): ProgressView {
  const bar = new cliProgress.SingleBar(
    {
      stream: process.stderr,
      format: "{bar} {value}/{total} files, {eta_formatted} left  {path}",
      barsize: 24,
      clearOnComplete: true,
      hideCursor: true,
      linewrap: false,
    },
    cliProgress.Presets.shades_classic,
  );
  let started = false;
  return {
    show({ done, total, path }) {
      if (started) {
        bar.setTotal(total);
        bar.update(done, { path: oneLine(path) });
      } else {
        bar.start(total, done, { path: oneLine(path) });
        started = true;
      }
    },
    stop: () => bar.stop(),
  };
}

function createLines(): ProgressView {
  let tenth = 0;
  return {
    show({ done, total }) {
      const reached = total === 0 ? 10 : Math.floor((10 * done) / total);
      if (reached > tenth) {
        tenth = reached;
        note(`${done} of ${total} files`);
      }
    },
    stop: () => undefined,
  };
}
