import { HttpError } from "./errors.js";

/** Limits how much work runs at the same time. */
export interface Slots {
  /**
   * Takes a slot. The returned function releases it; calling it again does nothing.
   * @throws HttpError `too_many_requests` if all are taken
   */
  take(): () => void;
}

/**
 * As many slots as work may run at the same time.
 * @param message tells a client that all are taken
 */
export function createSlots(count: number, message: string): Slots {
  let free = count;
  return {
    take() {
      if (free === 0) {
        throw new HttpError(429, "too_many_requests", message, { "retry-after": "1" });
      }
      free -= 1;
      let taken = true;
      return () => {
        if (taken) {
          taken = false;
          free += 1;
        }
      };
    },
  };
}
