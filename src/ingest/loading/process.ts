import { Worker } from "node:worker_threads";
import { loadFile } from "./load-file.js";
import { type LoadOrder, READY } from "./protocol.js";

// Ctrl-C in a terminal, or a service manager's stop, is sent to the whole process group; the parent acts on it.
for (const SIGNAL of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(SIGNAL, () => {});
}

process.on("disconnect", () => process.exit());

// A parser that hangs blocks the event above, so a thread watches the parent as well.
new Worker(new URL("./parent-watch.js", import.meta.url), { workerData: process.ppid, execArgv: [] }).unref();

process.on("message", async (order: LoadOrder) => {
  const result = await loadFile(order);
  if (process.connected) {
    process.send?.(result);
  }
});
process.send?.(READY);
