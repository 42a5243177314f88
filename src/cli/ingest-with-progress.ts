import type { WritableWorkspace } from "../app/workspace.js";
import type { IngestReport } from "../ingest/ingest.js";
import type { IngestRequest, IngestScheduler } from "../ingest/ingest-scheduler.js";
import { ingestSummary } from "./output/ingest-text.js";
import { ingestProgressView } from "./output/progress.js";
import { layoutOf, note } from "./terminal.js";

/**
 * Brings an index up to date and shows the progress on stderr.
 * @throws FootnoteError as `ingest` does
 */
export async function ingestWithProgress(
  scheduler: IngestScheduler,
  options: Pick<IngestRequest, "rebuild" | "signal">,
): Promise<IngestReport> {
  const view = ingestProgressView();
  const onWait = () => note("Another ingest is running; this one waits until it is done.");
  try {
    return await scheduler.ingest({ ...options, onProgress: view.show, onWait });
  } finally {
    view.stop();
  }
}

/**
 * Builds the index for a command that found none, and says so on stderr.
 * @throws FootnoteError as `ingest` does
 */
export async function buildIndex({ scheduler }: WritableWorkspace, signal: AbortSignal): Promise<void> {
  note("There is no index yet; it is built now.");
  const report = await ingestWithProgress(scheduler, { signal });
  note(ingestSummary(report, layoutOf(process.stderr)));
}
