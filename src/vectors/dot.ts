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
