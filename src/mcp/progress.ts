import { performance } from "node:perf_hooks";
import type { ServerContext } from "@modelcontextprotocol/server";
import type { AnswerEvent } from "../core/answer.js";

/** Tells a client that asked for it how far its call is. */
export type Progress = (message: string) => Promise<void>;

/** How often a client is told that an answer is still being written, in milliseconds. */
const INTERVAL_MS = 1000;

/** The progress of one call; it does nothing for a client that didn't send a token. */
export function createProgress({ _meta, notify }: ServerContext["mcpReq"]): Progress {
  const progressToken = _meta?.progressToken;
  let progress = 0;
  return async (message) => {
    if (progressToken !== undefined) {
      progress += 1;
      await notify({ method: "notifications/progress", params: { progressToken, progress, message } });
    }
  };
}

/**
 * Passes the events of an answer on and reports what was found, that it is being written, and from then on now and then
 * that it still is, which keeps clients from giving up on a slow language model.
 */
export async function* withProgress(
  events: AsyncIterable<AnswerEvent>,
  report: Progress,
): AsyncGenerator<AnswerEvent, void> {
  let characters = 0;
  let reportedAt = Number.NEGATIVE_INFINITY;
  for await (const event of events) {
    if (event.type === "passages") {
      await report(`Found ${event.passages.length} passages`);
    } else if (event.type === "delta") {
      characters += event.text.length;
      if (performance.now() - reportedAt >= INTERVAL_MS) {
        reportedAt = performance.now();
        await report(`Wrote ${characters} characters`);
      }
    }
    yield event;
  }
}
