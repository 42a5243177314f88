import { throwIfAborted } from "../../src/core/abort.js";
import type { Clock } from "../../src/providers/requests.js";

/** A clock whose time passes only when somebody waits, and then at once. */
export interface FakeClock extends Clock {
  /** How long was waited, in order, in milliseconds. */
  readonly waits: readonly number[];
}

export function fakeClock(): FakeClock {
  const waits: number[] = [];
  let now = 1_000;
  return {
    waits,
    now: () => now,
    async wait(ms, signal) {
      throwIfAborted(signal);
      waits.push(ms);
      now += ms;
    },
  };
}
