import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { BuiltGraph } from "./build.js";

/** What the worker says at its end. */
export type GraphWorkerReply =
  /** Null if there was nothing to build a graph from. */
  | { readonly built: BuiltGraph | null }
  /** Why it can't be built. */
  | { readonly reason: string };

/**
 * Has a graph built by a process of its own, which can be ended at any moment: a thread that is ended while
 * hnswlib is at work takes the whole process down.
 * @param name of the file to be
 * @param signal ends the process
 * @returns null if there is nothing to build it from
 * @throws Error if it can't be built
 */
export async function runGraphWorker(
  folder: string,
  name: string,
  signal: AbortSignal,
): Promise<BuiltGraph | null> {
  const worker = fork(fileURLToPath(import.meta.resolve("#graph-worker")), [folder, name], {
    // The flags this process was started with, such as --input-type, are for its own main module.
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    signal,
    killSignal: "SIGKILL",
  });
  const reply = await new Promise<GraphWorkerReply>((resolve) => {
    let last: GraphWorkerReply = { reason: "its process ended." };
    worker.once("message", (message) => {
      last = message as GraphWorkerReply;
    });
    // Also an abort is told as an error, before the process has ended.
    worker.on("error", ({ message: reason }) => {
      last = { reason };
    });
    worker.once("close", () => resolve(last));
  });
  if ("reason" in reply) {
    throw new Error(`The graph couldn't be built: ${reply.reason}`);
  }
  return reply.built;
}
