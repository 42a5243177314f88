import type { Config } from "../config/config.js";
import { type IngestReport, ingest } from "../ingest/ingest.js";
import type { Index } from "../server/open-index.js";
import { createProgressView } from "./output/progress.js";

/**
 * Brings an index up to date with the documents and shows the progress on stderr.
 * @throws FootnoteError as `ingest` does
 */
export async function synchronise(
  { documentsDir }: Config,
  { store, embedder }: Index,
  options: { readonly rebuild?: boolean; readonly signal: AbortSignal },
): Promise<IngestReport> {
  const view = createProgressView();
  try {
    return await ingest({ documentsDir, store, embedder, onProgress: view.show, ...options });
  } finally {
    view.stop();
  }
}
