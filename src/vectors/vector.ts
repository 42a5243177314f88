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

/** The cosine of a vector of unit length with a byte vector, between −1 and 1. */
export function cosineToBytes(query: Float32Array, { components, scale }: ByteVector): number {
  return bounded(dot(query, components, 0) * scale);
}

/**
 * The cosine of two byte vectors of unit length, or what the first components give to it.
 * @param count of components, a multiple of four
 */
export function byteCosine(a: ByteVector, b: ByteVector, count = a.components.length): number {
  const [left, right] = [a.components, b.components];
  // As in `dot`, apart from it: words are matched by this, thousands of pairs a question, and a loop that also
  // knows other arrays takes half as long again. In integers, which the sum of no
  // vector's products exceeds, it takes a quarter less.
  let w = 0;
  let x = 0;
  let y = 0;
  let z = 0;
  for (let i = 0; i < count; i += 4) {
    w = (w + Math.imul(left[i] as number, right[i] as number)) | 0;
    x = (x + Math.imul(left[i + 1] as number, right[i + 1] as number)) | 0;
    y = (y + Math.imul(left[i + 2] as number, right[i + 2] as number)) | 0;
    z = (z + Math.imul(left[i + 3] as number, right[i + 3] as number)) | 0;
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
function dot(query: Float32Array, row: Float32Array | Int8Array, offset: number): number {
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

/**
 * The vector scaled to length 1.
 * @param whole its length, where that is known
 * @param scaled where it goes: to allocate an array takes longer than to fill it
 * @returns null if the vector has no direction: it is zero, or a component isn't finite
 */
export function unitLength(
  vector: Float32Array,
  whole = length(vector),
  scaled: Float32Array = new Float32Array(vector.length),
): Float32Array | null {
  if (whole === 0 || !Number.isFinite(whole)) {
    return null;
  }
  for (let i = 0; i < vector.length; i++) {
    scaled[i] = (vector[i] as number) / whole;
  }
  return scaled;
}

/** The Euclidean length of a vector. */
export function length(vector: Float32Array): number {
  let squares = 0;
  for (let i = 0; i < vector.length; i++) {
    const component = vector[i] as number;
    squares += component * component;
  }
  return Math.sqrt(squares);
}

/** A vector at a byte a component: a quarter of the room of float32. */
export interface ByteVector {
  /** The largest of them is 127 or −127; all are 0 for a vector of zeros. */
  readonly components: Int8Array;
  /** What the components are multiplied by. */
  readonly scale: number;
}

const LARGEST = 127;

/**
 * Scalar quantisation, as Faiss's SQ8 has it, but with a scale for each vector. The cosine of two vectors of 512
 * dimensions is off by about .0005.
 * @param vector with finite components
 * @param components where they go
 */
export function toByteVector(
  vector: Float32Array,
  components: Int8Array = new Int8Array(vector.length),
): ByteVector {
  const scale = quantiseInto(components, 0, vector);
  return { components, scale };
}

/** Writes a vector's components where they belong. @returns the scale */
export function quantiseInto(components: Int8Array, start: number, vector: Float32Array): number {
  const { length } = vector;
  let largest = 0;
  for (let i = 0; i < length; i++) {
    largest = Math.max(largest, Math.abs(vector[i] as number));
  }
  const factor = largest === 0 ? 0 : LARGEST / largest;
  // `Math.round` takes five times as long.
  for (let i = 0; i < length; i++) {
    components[start + i] = Math.floor((vector[i] as number) * factor + 0.5);
  }
  return largest / LARGEST;
}
