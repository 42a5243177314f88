import { throwIfAborted, untilAborted } from "../core/abort.js";
import { followSignal } from "./followed-signal.js";
import { RequestFailure } from "./request-failure.js";

/**
 * Work that may take so long, and whose signal is aborted then; libraries that go on nevertheless aren't waited for.
 * @throws RequestFailure `timeout`; FootnoteError `aborted` as soon as the signal is aborted; what the work throws
 */
export async function withTimeLimit<T>(
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<T> {
  throwIfAborted(signal);
  const limited = followSignal(signal);
  const timer = setTimeout(limited.abort, timeoutMs);
  try {
    return await untilAborted(work(limited.signal), limited.signal);
  } catch (error) {
    throwIfAborted(signal);
    throw limited.signal.aborted ? new RequestFailure({ kind: "timeout" }) : error;
  } finally {
    clearTimeout(timer);
    limited.release();
  }
}
