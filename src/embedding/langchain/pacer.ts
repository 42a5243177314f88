import type { Clock } from "../../providers/clock.js";

const MINUTE_MS = 60_000;

/**
 * Spaces requests evenly: a generic cell rate algorithm (GCRA) without bursts. A turn whose signal is aborted
 * while it waits is lost.
 * @param perMinute requests a minute; undefined is no limit
 * @returns waits for the next turn
 */
export function createPacer(
  perMinute: number | undefined,
  clock: Clock,
): (signal: AbortSignal) => Promise<void> {
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
