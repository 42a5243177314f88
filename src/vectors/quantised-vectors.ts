import { type ByteVector, quantiseInto } from "./byte-vector.js";

/** Byte vectors of one dimension side by side. */
export interface QuantisedVectors {
  /** What each vector's components are multiplied by. */
  readonly scales: Float32Array;
  readonly components: Int8Array;
}

/** @param vectors of the same dimension, finite */
export function quantise(vectors: readonly Float32Array[]): QuantisedVectors {
  const dimension = vectors[0]?.length ?? 0;
  const scales = new Float32Array(vectors.length);
  const components = new Int8Array(vectors.length * dimension);
  for (const [i, vector] of vectors.entries()) {
    scales[i] = quantiseInto(components, i * dimension, vector);
  }
  return { scales, components };
}

/** The vector at a position; it shares the memory. */
export function vectorAt(
  { scales, components }: QuantisedVectors,
  position: number,
  dimension: number,
): ByteVector {
  const start = position * dimension;
  return { components: components.subarray(start, start + dimension), scale: scales[position] ?? 0 };
}
