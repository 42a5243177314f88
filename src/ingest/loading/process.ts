import { Worker } from "node:worker_threads";
import { loadFile } from "./load-file.js";
import { killThisProcess } from "./process-group.js";
import { type LoadOrder, PAGE_DONE, READY } from "./protocol.js";

// A service manager's stop is sent to every process, and Ctrl-C on Windows; the parent acts on it.
for (const SIGNAL of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(SIGNAL, () => {});
}

process.on("disconnect", killThisProcess);

// A parser that hangs blocks the event above, so a thread watches the parent as well.
new Worker(new URL("./parent-watch.js", import.meta.url), { workerData: process.ppid, execArgv: [] }).unref();

process.on("message", async (order: LoadOrder) => {
  const result = await loadFile(order, () => send(PAGE_DONE));
  send(result);
});
send(READY);

function send(message: unknown): void {
  if (process.connected) {
    process.send?.(message);
  }
}
