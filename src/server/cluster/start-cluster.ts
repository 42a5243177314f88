import cluster from "node:cluster";
import { fileURLToPath } from "node:url";
import type { WritableWorkspace } from "../../app/workspace.js";
import { onCrash, reportCrash } from "../../core/crashes.js";
import { createAnswerMemory } from "../feedback/recent-answers.js";
import { createLogger } from "../log/logger.js";
import type { RunningServer } from "../start-server.js";
import type { Channel } from "./channel.js";
import { shareAnswers } from "./shared-answers.js";
import { shareIngest } from "./shared-ingest.js";
import { configOfWorker } from "./shares.js";
import { forkWorker } from "./worker-process.js";
import { Workers } from "./workers.js";

/**
 * Serves the pages and the API by several processes that share the port and the index, which this process alone
 * writes. The index must have been built.
 * @throws FootnoteError of the first process that can't start, such as `cannot_listen` or `index_damaged`; none is left
 *   running then
 */
export async function startCluster(workspace: WritableWorkspace, count: number): Promise<RunningServer> {
  const { config, scheduler } = workspace;
  cluster.setupPrimary({
    exec: fileURLToPath(import.meta.resolve("#server-worker")),
    args: [],
    serialization: "advanced",
  });
  const log = createLogger(config.logLevel, config.logFormat);
  const answerMemory = createAnswerMemory();
  /** What a worker may ask of this process. */
  const share = (channel: Channel) => {
    const unshare = shareIngest(channel, scheduler);
    shareAnswers(channel, answerMemory);
    return unshare;
  };
  // The end of a server process has a line of its own.
  const unwatch = onCrash(
    (part) => part !== "server_process" && log.warn({ part }, "a part has crashed; it is started again"),
  );
  let port = config.port;
  let running = 0;
  const workers = new Workers({
    count,
    log,
    onCrash: () => reportCrash("server_process"),
    fork: (number) => {
      const worker = forkWorker({ number, config: { ...configOfWorker(config, count), port } });
      const unshare = share(worker.channel);
      running++;
      worker.ended.then(() => {
        unshare();
        running--;
        // The port that was taken for PORT=0 is free again; clients know it.
        port = running === 0 && boundPort !== undefined ? boundPort : port;
      });
      return worker;
    },
  });
  let boundPort: number | undefined;
  const url = await workers.start().catch((error: unknown) => {
    unwatch();
    throw error;
  });
  boundPort = Number(new URL(url).port);
  const stop = async (graceMs: number) => {
    await workers.stop(graceMs);
    unwatch();
  };
  return { url, failure: workers.failure, stop };
}
