/**
 * Loaded by `node --import` into a process that was started with an IPC channel and FOOTNOTE_COVERAGE=on: answers
 * every message with the functions that ran since the last one, by script.
 */
import { Session } from "node:inspector/promises";
import { isMainThread } from "node:worker_threads";

// Children of the process inherit its flags, and its variables unless they are deleted.
if (isMainThread && process.env.FOOTNOTE_COVERAGE === "on") {
  delete process.env.FOOTNOTE_COVERAGE;
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  // Before the product is loaded: V8 may miss calls of functions that were made without a counter.
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
  process.on("message", async () => process.send(await take(session)));
  // The channel alone must not keep the process alive.
  process.channel.unref();
}

/** What ran, and every counter is zero again. */
async function take(session) {
  const { result } = await session.post("Profiler.takePreciseCoverage");
  return result
    .filter(({ url }) => url.startsWith("file:"))
    .map(({ url, functions }) => ({
      url,
      functions: functions
        .filter(({ ranges }) => ranges[0].count > 0)
        .map(({ functionName }) => functionName),
    }))
    .filter(({ functions }) => functions.length > 0);
}
