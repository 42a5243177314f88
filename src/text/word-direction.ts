import type { ByteVector } from "../vectors/byte-vector.js";

/** Which way a word's meaning points; small, since many words are remembered. */
export type WordDirection = ByteVector;

/**
 * The cosine of two directions of unit length, or what the first components give to it.
 * @param count of components, a multiple of four
 */
export function cosineOf(a: WordDirection, b: WordDirection, count = a.components.length): number {
  const [left, right] = [a.components, b.components];
  // Four sums, which a processor can work on side by side, and casts where a default would cost as much as the
  // arithmetic: this is where matching spends its time. One function for this and for vectors of float32 would
  // be compiled for neither.
  let w = 0;
  let x = 0;
  let y = 0;
  let z = 0;
  for (let i = 0; i < count; i += 4) {
    w += (left[i] as number) * (right[i] as number);
    x += (left[i + 1] as number) * (right[i + 1] as number);
    y += (left[i + 2] as number) * (right[i + 2] as number);
    z += (left[i + 3] as number) * (right[i + 3] as number);
  }
  return (w + x + y + z) * a.scale * b.scale;
}
