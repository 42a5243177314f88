import { type ByteVector, quantiseInto } from "./byte-vector.js";
import { QuantisedList } from "./quantised-list.js";

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

/** Those that are kept of several lists, one list after the other. */
export function joinQuantised(
  parts: readonly { readonly vectors: QuantisedVectors; readonly isKept: (position: number) => boolean }[],
): QuantisedVectors {
  const list = new QuantisedList();
  for (const { vectors, isKept } of parts) {
    const dimension = vectors.components.length / Math.max(1, vectors.scales.length);
    for (let i = 0; i < vectors.scales.length; i++) {
      if (isKept(i)) list.push(vectorAt(vectors, i, dimension));
    }
  }
  return list.slice();
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
