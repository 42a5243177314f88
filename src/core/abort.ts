import { FootnoteError } from "./errors.js";

/** The error of work that was aborted, with the signal's reason as its cause. */
export function aborted(signal: AbortSignal): FootnoteError {
  return new FootnoteError("aborted", "The work was cancelled.", { cause: signal.reason });
}

/** @throws FootnoteError `aborted` if the signal is aborted */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw aborted(signal);
  }
}

/**
 * Waits for work until it ends or the signal is aborted, whichever comes first; an abort doesn't stop the work
 * itself.
 * @throws FootnoteError `aborted`; what the work throws
 */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) {
    return work;
  }
  let onAbort = () => {};
  const abortion = new Promise<never>((_, reject) => {
    onAbort = () => reject(aborted(signal));
    if (signal.aborted) {
      onAbort();
    }
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([work, abortion]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

/** An abort controller whose signal is also aborted when another signal is. */
export interface LinkedController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
  /** Unlinks the two signals; otherwise the other signal, if it lives long, would collect listeners. */
  release(): void;
}

/**
 * Makes a controller that is aborted together with another signal. `AbortSignal.any` does that too, but leaves a
 * reference at the other signal that is never released.
 */
export function linkedController(leader: AbortSignal | undefined): LinkedController {
  const controller = new AbortController();
  const abort = (reason?: unknown) => controller.abort(reason);
  const follow = () => abort(leader?.reason);
  if (leader?.aborted === true) {
    follow();
  }
  leader?.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    abort,
    release: () => leader?.removeEventListener("abort", follow),
  };
}
