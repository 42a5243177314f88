/**
 * Loaded by `node --import` into a process that was started with an IPC channel and FOOTNOTE_MEMORY=on: answers every
 * message with the memory that it holds, in bytes; what V8 holds is counted after a collection.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isMainThread } from "node:worker_threads";

// Children of the process inherit its flags, and its variables unless they are deleted.
if (isMainThread && process.env.FOOTNOTE_MEMORY === "on") {
  delete process.env.FOOTNOTE_MEMORY;
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc");
  process.on("message", () => {
    const { rss } = process.memoryUsage();
    collect();
    const { heapUsed, external } = process.memoryUsage();
    process.send({ rss, heapUsed, external });
  });
  // The channel alone must not keep the process alive.
  process.channel.unref();
}
