import { aborted } from "../core/abort.js";

/**
 * Waits for work, but not longer than until the signal is aborted; the work itself goes on.
 * @throws FootnoteError `aborted`
 */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  let onAbort = () => {};
  const abortion = new Promise<never>((_, reject) => {
    onAbort = () => reject(aborted(signal));
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([work, abortion]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
