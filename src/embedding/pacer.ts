import { type Clock, SYSTEM_CLOCK } from "../providers/requests.js";

/** Waits for the next turn of a request; throws FootnoteError `aborted`. */
export type Pacer = (signal: AbortSignal) => Promise<void>;

const MINUTE_MS = 60_000;

/**
 * Limits the rate of requests by spacing them evenly: the generic cell rate algorithm (GCRA) without bursts. The turn
 * of a request that is aborted while it waits stays used.
 * @param perMinute requests a minute; undefined is no limit
 */
export function createPacer(perMinute: number | undefined, clock: Clock = SYSTEM_CLOCK): Pacer {
  if (perMinute === undefined) {
    return () => Promise.resolve();
  }
  const interval = MINUTE_MS / perMinute;
  let free = Number.NEGATIVE_INFINITY;
  return async (signal) => {
    const now = clock.now();
    const turn = Math.max(now, free);
    free = turn + interval;
    if (turn > now) {
      await clock.wait(turn - now, signal);
    }
  };
}
