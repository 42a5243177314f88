import type { ByteVector } from "./byte-vector.js";
import type { QuantisedVectors } from "./quantised-vectors.js";

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
