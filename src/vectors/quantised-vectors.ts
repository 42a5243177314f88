import { type ByteVector, quantiseInto } from "./vector.js";

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

const FIRST_CAPACITY = 64;

/** Byte vectors of one dimension side by side in memory, of which more and more come. */
export class QuantisedList {
  #scales = new Float32Array(FIRST_CAPACITY);
  #components = new Int8Array();
  #dimension = 0;
  #length = 0;

  push({ components, scale }: ByteVector): void {
    if (this.#length === 0) {
      this.#dimension = components.length;
      this.#components = new Int8Array(this.#scales.length * this.#dimension);
    } else if (this.#length === this.#scales.length) {
      this.#grow();
    }
    this.#scales[this.#length] = scale;
    this.#components.set(components, this.#length * this.#dimension);
    this.#length++;
  }

  /** Keeps the first of them. */
  truncate(length: number): void {
    this.#length = Math.min(this.#length, length);
  }

  /** A copy of a part. */
  slice(first = 0, end = this.#length): QuantisedVectors {
    const last = Math.min(end, this.#length);
    return {
      scales: this.#scales.slice(first, last),
      components: this.#components.slice(first * this.#dimension, last * this.#dimension),
    };
  }

  #grow(): void {
    const [scales, components] = [this.#scales, this.#components];
    this.#scales = new Float32Array(2 * scales.length);
    this.#scales.set(scales);
    this.#components = new Int8Array(2 * components.length);
    this.#components.set(components);
  }
}

/** Vectors of which some are kept. */
export interface QuantisedPart {
  readonly vectors: QuantisedVectors;
  readonly isKept: (position: number) => boolean;
}

/** Those that are kept of several lists, one list after the other. */
export function joinQuantised(parts: readonly QuantisedPart[], dimension: number): QuantisedVectors {
  const list = new QuantisedList();
  for (const { vectors, isKept } of parts) {
    for (let position = 0; position < vectors.scales.length; position++) {
      if (isKept(position)) {
        list.push(vectorAt(vectors, position, dimension));
      }
    }
  }
  return list.slice();
}
