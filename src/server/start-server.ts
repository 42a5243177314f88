import { openAnswering, type Workspace, type WritableWorkspace } from "../app/workspace.js";
import { INSTALLATION } from "../config/installation.js";
import { openSignIn } from "./access/sign-in.js";
import { createApp } from "./app.js";
import { openFeedbackFile } from "./feedback/feedback-file.js";
import { listen, type RunningServer } from "./http/listen.js";
import { createLogger } from "./log/logger.js";
import { openDocumentsFolder } from "./uploads/documents-folder.js";

/**
 * Serves the pages and the API over a workspace, which stays open when the server stops.
 * @throws FootnoteError `cannot_listen`; as `openAnswering` does
 */
export async function startServer(workspace: WritableWorkspace): Promise<RunningServer> {
  const { config, driver, store, loader, scheduler, analysis } = workspace;
  const log = createLogger(config.logLevel, config.logFormat);
  const signIn = await openSignIn({ config, driver, log });
  const answering = await openAnswering(workspace, (notice) => log.warn(notice));
  const folder = openDocumentsFolder(config.documentsDir);
  // The index is served even if the documents folder can't be read.
  await folder.tidy().catch((error: unknown) => log.warn({ err: error }, "old uploads can't be removed"));
  let isStopping = false;
  const app = createApp({
    config,
    signIn,
    store,
    loader,
    folder,
    scheduler,
    analysis,
    retriever: answering.retriever,
    answerer: answering.answerer,
    feedbackFile: openFeedbackFile(config.feedbackFile, config.limits.feedbackBytes),
    isReady: async () => !isStopping && (await isReady(workspace)),
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

async function isReady({ store, embedder }: Workspace): Promise<boolean> {
  try {
    const { generation } = await store.info();
    await embedder.embed(["ready"], "query");
    return generation > 0;
  } catch {
    return false;
  }
}
