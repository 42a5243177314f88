import type { Config } from "../config/config.js";
import { ownPaths } from "../config/own-paths.js";
import type { IngestReport } from "../ingest/ingest.js";
import { createIngestScheduler, type IngestScheduler, type SyncOptions } from "../ingest/ingest-scheduler.js";
import type { Index } from "../server/open-index.js";
import { ingestProgressView } from "./output/progress.js";
import { note } from "./terminal.js";

/** What keeps an index up to date with the configured documents. */
export function synchroniserOf(config: Config, index: Index): IngestScheduler {
  const { store, embedder, loader } = index;
  const { documentsDir } = config;
  return createIngestScheduler({ documentsDir, exclude: ownPaths(config), store, embedder, loader });
}

/**
 * Brings an index up to date and shows the progress on stderr.
 * @throws FootnoteError as `ingest` does
 */
export async function synchronise(
  synchroniser: IngestScheduler,
  options: Pick<SyncOptions, "rebuild" | "signal">,
): Promise<IngestReport> {
  const view = ingestProgressView();
  const onWait = () => note("Another ingest is running; this one waits until it is done.");
  try {
    return await synchroniser.ingest({ ...options, onProgress: view.show, onWait });
  } finally {
    view.stop();
  }
}
