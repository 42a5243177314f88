import { FootnoteError } from "../../core/errors.js";
import { HttpError } from "./errors.js";

/**
 * Runs `work` with a signal that fires when the client leaves or the time is over, and doesn't wait for work
 * that goes on nevertheless.
 * @param client fires when the client leaves
 * @throws HttpError `timeout`; FootnoteError `aborted` if the client left; otherwise what the work throws
 */
export async function withTimeLimit<T>(
  client: AbortSignal,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // Unlike with AbortSignal.timeout, nothing is kept until the time is over once the work is done.
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), milliseconds);
  const signal = AbortSignal.any([client, limit.signal]);
  try {
    return await Promise.race([work(signal), rejectWhenAborted(signal)]);
  } catch (cause) {
    if (client.aborted) {
      throw new FootnoteError("aborted", "The client left.", { cause });
    }
    if (limit.signal.aborted) {
      throw new HttpError(504, "timeout", "The answer took too long. Try again, or ask a simpler question.");
    }
    throw cause;
  } finally {
    clearTimeout(timer);
  }
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const rejectNow = () => reject(signal.reason);
    if (signal.aborted) {
      rejectNow();
    } else {
      signal.addEventListener("abort", rejectNow, { once: true });
    }
  });
}
