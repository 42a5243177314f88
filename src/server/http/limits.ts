import { linkedController, untilAborted } from "../../core/abort.js";
import { FootnoteError } from "../../core/errors.js";
import { HttpError } from "./errors.js";

/**
 * Runs `work` with a signal that is aborted when the client disconnects or the time is over, and doesn't wait for work
 * that ignores the signal.
 * @param client is aborted when the client disconnects, or with an HttpError for another reason
 * @throws HttpError `timeout`, or the client's; FootnoteError `aborted` if the client left; otherwise what the work throws
 */
export async function withTimeLimit<T>(
  client: AbortSignal,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // `AbortSignal.any` and `AbortSignal.timeout` would be kept, with all that listens to them, until they are aborted.
  const limit = linkedController(client);
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    limit.abort();
  }, milliseconds);
  try {
    return await untilAborted(work(limit.signal), limit.signal);
  } catch (cause) {
    if (client.reason instanceof HttpError) {
      throw client.reason;
    }
    if (client.aborted) {
      throw new FootnoteError("aborted", "The client left.", { cause });
    }
    if (isOver) {
      throw new HttpError(504, "timeout", "The answer took too long. Try again, or ask a simpler question.");
    }
    throw cause;
  } finally {
    clearTimeout(timer);
    limit.release();
  }
}

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
