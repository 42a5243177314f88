import type { Config } from "../config/config.js";
import { installation } from "../config/installation.js";
import { createApp } from "./app.js";
import { listen, type RunningServer } from "./listen.js";
import { createLogger } from "./logger.js";
import { openAnswering } from "./open-answering.js";
import type { Index } from "./open-index.js";

/**
 * Serves the pages and the API over an open index.
 * @throws ListenError; FootnoteError as `openAnswering` does
 */
export async function startServer(config: Config, index: Index): Promise<RunningServer> {
  const { retriever, answerer } = await openAnswering(config, index);
  let isStopping = false;
  const app = createApp({
    config,
    store: index.store,
    retriever,
    answerer,
    isReady: async () => !isStopping && (await isReady(index)),
    pagesDir: installation.pages,
    log: createLogger(config.logLevel),
  });
  const server = await listen(app, config.host, config.port);
  return {
    url: server.url,
    stop: async (graceMs) => {
      isStopping = true;
      await server.stop(graceMs);
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
