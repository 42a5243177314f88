/**
 * Vectors of one dimension at a byte a component: scalar quantisation, as Faiss's SQ8 has it, but with a scale for
 * each vector, so that the largest component is 127. A quarter of the room of float32; the cosine of two vectors of
 * 512 dimensions is off by about .0005.
 */
export interface QuantisedVectors {
  /** What each vector's components are multiplied by. */
  readonly scales: Float32Array;
  /** The vectors side by side. */
  readonly components: Int8Array;
}

const LARGEST = 127;

/** @param vectors of the same dimension, finite */
export function quantise(vectors: readonly Float32Array[]): QuantisedVectors {
  const dimension = vectors[0]?.length ?? 0;
  const scales = new Float32Array(vectors.length);
  const components = new Int8Array(vectors.length * dimension);
  for (const [i, vector] of vectors.entries()) {
    let largest = 0;
    for (let k = 0; k < dimension; k++) largest = Math.max(largest, Math.abs(vector[k] as number));
    if (largest === 0) continue;
    scales[i] = largest / LARGEST;
    const factor = LARGEST / largest;
    for (let k = 0; k < dimension; k++) {
      components[i * dimension + k] = Math.round((vector[k] as number) * factor);
    }
  }
  return { scales, components };
}

/** The cosine of a vector of unit length with the one at a position, between −1 and 1. */
export function quantisedCosine(
  query: Float32Array,
  { scales, components }: QuantisedVectors,
  position: number,
): number {
  const { length } = query;
  const offset = position * length;
  // As in `cosine`.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    const at = offset + i;
    a += (query[i] as number) * (components[at] as number);
    b += (query[i + 1] as number) * (components[at + 1] as number);
    c += (query[i + 2] as number) * (components[at + 2] as number);
    d += (query[i + 3] as number) * (components[at + 3] as number);
  }
  for (; i < length; i++) a += (query[i] as number) * (components[offset + i] as number);
  return Math.min(1, Math.max(-1, (a + b + c + d) * (scales[position] ?? 0)));
}
