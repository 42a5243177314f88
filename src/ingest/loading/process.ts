import { Worker } from "node:worker_threads";
import { loadFile } from "./load-file.js";
import { type LoadOrder, READY } from "./protocol.js";

// Ctrl-C in a terminal, or a service manager's stop, goes to the whole group; the parent decides what it means.
for (const SIGNAL of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(SIGNAL, () => {});
}

process.on("disconnect", () => process.exit());

// A parser that hangs never lets the event above in, so a thread looks after the parent as well.
new Worker(new URL("./parent-watch.js", import.meta.url), { workerData: process.ppid, execArgv: [] }).unref();

process.on("message", async (order: LoadOrder) => {
  const result = await loadFile(order);
  if (process.connected) {
    process.send?.(result);
  }
});
process.send?.(READY);
