import { FootnoteError } from "./errors.js";

/** @throws FootnoteError `aborted` if the signal is aborted */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new FootnoteError("aborted", "The work was cancelled.", { cause: signal.reason });
  }
}
