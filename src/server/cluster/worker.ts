import cluster from "node:cluster";
import process from "node:process";
import { openServedWorkspace } from "../../app/workspace.js";
import { type RunningServer, startServer } from "../start-server.js";
import { Channel, type Port } from "./channel.js";
import { failureOf } from "./failure.js";
import { NOT_STARTED, SETUP, STARTED, STOP } from "./life.js";
import { remoteAnswers } from "./shared-answers.js";
import { remoteIngest } from "./shared-ingest.js";
import { joinLlmState } from "./shared-llm-state.js";
import { joinMetrics } from "./shared-metrics.js";
import { remotePace } from "./shared-pace.js";
import { remoteQuotas } from "./shared-quotas.js";

// Ctrl-C and a service manager's stop reach every process; the primary acts on them. When it is gone, node's cluster
// ends this process.
for (const SIGNAL of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(SIGNAL, () => undefined);
}

/** The main function of a server process that others like it run beside. */
async function main(channel: Channel): Promise<void> {
  const { number, config } = await channel.call(SETUP, null);
  const workspace = await openServedWorkspace(config, {
    scheduler: await remoteIngest(channel),
    pacer: remotePace(channel),
  });
  let server: RunningServer;
  try {
    server = await startServer(workspace, {
      neighbours: {
        worker: number,
        answerMemory: remoteAnswers(channel),
        openQuota: remoteQuotas(channel),
        joinMetrics: (own) => joinMetrics(channel, own),
        joinLlmState: (own) => joinLlmState(channel, own),
      },
    });
  } catch (error) {
    await workspace.close();
    throw error;
  }
  const stopped = new Promise<number>((resolve) => channel.onNotice(STOP, ({ graceMs }) => resolve(graceMs)));
  channel.notify(STARTED, { url: server.url });
  // After a failure the exit code says so, and the primary starts another process.
  const graceMs = await Promise.race([stopped, server.failure]).catch(() => config.shutdownTimeoutMs);
  await server.stop(graceMs);
  await workspace.close();
  process.exit();
}

function primary(): Port {
  return {
    send: (message) => process.connected && process.send?.(message, undefined, undefined, () => undefined),
    onMessage: (listener) => process.on("message", listener),
    onClose: (listener) => process.once("disconnect", listener),
  };
}

if (cluster.isWorker) {
  const CHANNEL = new Channel(primary());
  try {
    await main(CHANNEL);
  } catch (error) {
    CHANNEL.notify(NOT_STARTED, failureOf(error));
    process.exitCode = 1;
    process.disconnect();
  }
}
