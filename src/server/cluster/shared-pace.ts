import { z } from "zod";
import type { WritableWorkspace } from "../../app/workspace.js";
import type { Call, Channel } from "./channel.js";

type Pacer = WritableWorkspace["pacer"];

/** A worker waits for the turn of a request to the provider of the embedding model. */
const TURN: Call<null, null> = { name: "embedding-turn", request: z.null(), reply: z.null() };

/** Has a worker's requests take turns with those of this process and of the other workers. */
export function sharePace(channel: Channel, pacer: Pacer): void {
  channel.handle(TURN, async (_, signal) => {
    await pacer(signal);
    return null;
  });
}

/** The primary's pace, as a worker keeps it: a turn may be minutes away, so only the caller limits the wait. */
export function remotePace(channel: Channel): Pacer {
  return async (signal) => {
    await channel.call(TURN, null, { signal });
  };
}
