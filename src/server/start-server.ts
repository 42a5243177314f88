import type { Config } from "../config/config.js";
import { INSTALLATION } from "../config/installation.js";
import type { IngestScheduler } from "../ingest/ingest-scheduler.js";
import { createApp } from "./app.js";
import { openFeedbackFile } from "./feedback/feedback-file.js";
import { listen, type RunningServer } from "./listen.js";
import { createLogger } from "./logger.js";
import { openAnswering } from "./open-answering.js";
import type { Index } from "./open-index.js";
import { openDocumentsFolder } from "./uploads/documents-folder.js";

/**
 * Serves the pages and the API over an open index.
 * @param synchroniser brings that index up to date when a client changes the documents; it stays the caller's
 * @throws ListenError; FootnoteError as `openAnswering` does
 */
export async function startServer(
  config: Config,
  index: Index,
  synchroniser: IngestScheduler,
): Promise<RunningServer> {
  const log = createLogger(config.logLevel);
  const answering = await openAnswering(config, index, (notice) => log.warn(notice));
  const folder = openDocumentsFolder(config.documentsDir);
  // A folder that can't be read is no reason not to serve what is in the index.
  await folder.tidy().catch((error: unknown) => log.warn({ err: error }, "old uploads can't be removed"));
  let isStopping = false;
  const app = createApp({
    config,
    store: index.store,
    loader: index.loader,
    folder,
    synchroniser,
    retriever: answering.retriever,
    answerer: answering.answerer,
    feedbackFile: openFeedbackFile(config.feedbackFile),
    isReady: async () => !isStopping && (await isReady(index)),
    pagesDir: INSTALLATION.pages,
    log,
  });
  const server = await listen(app, config.host, config.port).catch(async (error: unknown) => {
    await answering.close();
    throw error;
  });
  return {
    url: server.url,
    stop: async (graceMs) => {
      isStopping = true;
      await server.stop(graceMs);
      await answering.close();
    },
  };
}

async function isReady({ store, embedder }: Index): Promise<boolean> {
  try {
    const { generation } = await store.info();
    await embedder.embed(["ready"], "query");
    return generation > 0;
  } catch {
    return false;
  }
}
