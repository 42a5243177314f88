import type { ByteVector } from "./byte-vector.js";
import type { QuantisedVectors } from "./quantised-vectors.js";

/**
 * The cosine of two vectors of unit length, between −1 and 1.
 * @param offset where in `matrix` the second vector starts
 */
export function cosine(query: Float32Array, matrix: Float32Array, offset = 0): number {
  return bounded(dot(query, matrix, offset));
}

/** The cosine of a vector of unit length with the one at a position, between −1 and 1. */
export function quantisedCosine(
  query: Float32Array,
  { scales, components }: QuantisedVectors,
  position: number,
): number {
  return bounded(dot(query, components, position * query.length) * (scales[position] ?? 0));
}

/**
 * The cosine of two byte vectors of unit length, or what the first components give to it.
 * @param count of components, a multiple of four
 */
export function byteCosine(a: ByteVector, b: ByteVector, count = a.components.length): number {
  const [left, right] = [a.components, b.components];
  // As in `dot`, apart from it: words are matched by this, thousands of pairs a question, and a loop that also
  // knows other arrays takes half as long again.
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

function bounded(value: number): number {
  return Math.min(1, Math.max(-1, value));
}

/**
 * The dot product of a vector with one in a row of them.
 * @param offset where in `row` the second vector starts
 */
export function dot(query: Float32Array, row: Float32Array | Int8Array, offset: number): number {
  // Four sums at a time: one alone would wait for each addition before it. The casts stand where a default
  // would: every index is inside, and checking that takes as long as the arithmetic.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const { length } = query;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    const at = offset + i;
    a += (query[i] as number) * (row[at] as number);
    b += (query[i + 1] as number) * (row[at + 1] as number);
    c += (query[i + 2] as number) * (row[at + 2] as number);
    d += (query[i + 3] as number) * (row[at + 3] as number);
  }
  for (; i < length; i++) {
    a += (query[i] as number) * (row[offset + i] as number);
  }
  return a + b + c + d;
}
