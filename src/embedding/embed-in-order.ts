import { setImmediate } from "node:timers/promises";
import { throwIfAborted } from "../core/abort.js";

/** How long texts are embedded before waiting requests get their turn. */
const SLICE_MS = 10;

/** @throws RangeError if a text is empty or blank */
export function assertNotBlank(texts: readonly string[]): void {
  if (texts.some((text) => text.trim() === "")) {
    throw new RangeError("A blank text has no vector.");
  }
}

/**
 * One vector per text, in order, one text after the other: the vector of a text can't depend on its
 * neighbours, and a call has at most one text under way. Other events are let in between texts.
 * @throws RangeError for a blank text, before any text is embedded; FootnoteError `aborted`
 */
export async function embedInOrder(
  texts: readonly string[],
  embedOne: (text: string) => Float32Array | Promise<Float32Array>,
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  assertNotBlank(texts);
  const vectors: Float32Array[] = [];
  let sliceEnd = performance.now() + SLICE_MS;
  for (const text of texts) {
    throwIfAborted(signal);
    vectors.push(await embedOne(text));
    if (performance.now() < sliceEnd) {
      continue;
    }
    await setImmediate();
    sliceEnd = performance.now() + SLICE_MS;
  }
  return vectors;
}
