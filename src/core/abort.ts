import { FootnoteError } from "./errors.js";

/** What work fails with whose signal is aborted. */
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
 * Waits for work, but not longer than until the signal is aborted; the work itself goes on.
 * @throws FootnoteError `aborted`
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

/** A signal that is aborted with another one, or by whoever made it. */
export interface LinkedController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
  /** Stops following; without it, a signal that lives long would collect listeners. */
  release(): void;
}

/** What `AbortSignal.any` does, but without what it leaves behind at a signal that lives long. */
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
