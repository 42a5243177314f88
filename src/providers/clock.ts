import { setTimeout } from "node:timers/promises";
import { throwIfAborted } from "../core/abort.js";

/** Time as requests see it; tests bring one of their own. */
export interface Clock {
  /** Milliseconds since some moment; never goes back. */
  now(): number;
  /** @throws FootnoteError `aborted` as soon as the signal is aborted */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  async wait(ms, signal) {
    try {
      await setTimeout(ms, undefined, { signal });
    } catch (error) {
      throwIfAborted(signal);
      throw error;
    }
  },
};
