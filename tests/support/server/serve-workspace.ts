import { openWritableWorkspace } from "../../../src/app/workspace.js";
import { loadConfig } from "../../../src/config/config.js";
import type { IngestScheduler } from "../../../src/ingest/ingest-scheduler.js";
import { startServer } from "../../../src/server/start-server.js";
import { createWorkspace, type Workspace } from "../workspace.js";

/** A running server over a workspace whose documents are in its index. */
export interface ServedWorkspace {
  readonly url: string;
  /** Undefined without a port of their own. */
  readonly metricsUrl: string | undefined;
  readonly workspace: Workspace;
  readonly scheduler: IngestScheduler;
  /** Stops the server and removes the workspace. */
  close(): Promise<void>;
}

/** @param more documents besides the one Footnote comes with, text by name */
export async function serveWorkspace(
  more: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
): Promise<ServedWorkspace> {
  const workspace = await createWorkspace(more);
  const paths = { DOCUMENTS_DIR: workspace.documents, INDEX_DIR: workspace.index };
  const config = loadConfig({ ...paths, PORT: "0", LOG_LEVEL: "silent", ...environment }, workspace.folder);
  const opened = await openWritableWorkspace(config, () => undefined);
  const { scheduler } = opened;
  await scheduler.ingest();
  const server = await startServer(opened, { ingests: opened.scheduler });
  return {
    url: server.url,
    metricsUrl: server.metricsUrl,
    workspace,
    scheduler,
    async close() {
      await server.stop(1000);
      await opened.close();
      await workspace.remove();
    },
  };
}
