/**
 * The cosine of two vectors of unit length, between −1 and 1.
 * @param offset where in `matrix` the second vector starts
 */
export function cosine(query: Float32Array, matrix: Float32Array, offset = 0): number {
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
    a += (query[i] as number) * (matrix[at] as number);
    b += (query[i + 1] as number) * (matrix[at + 1] as number);
    c += (query[i + 2] as number) * (matrix[at + 2] as number);
    d += (query[i + 3] as number) * (matrix[at + 3] as number);
  }
  for (; i < length; i++) a += (query[i] as number) * (matrix[offset + i] as number);
  return Math.min(1, Math.max(-1, a + b + c + d));
}
