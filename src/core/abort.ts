import { FootnoteError } from "./errors.js";

/** What work fails with whose signal is aborted. */
export function aborted(signal: AbortSignal): FootnoteError {
  return new FootnoteError("aborted", "The work was cancelled.", { cause: signal.reason });
}

/** @throws FootnoteError `aborted` if the signal is aborted */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw aborted(signal);
}
