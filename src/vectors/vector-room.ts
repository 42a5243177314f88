import { type ByteVector, toByteVector } from "./vector.js";

/** How many bytes are allocated at a time. */
const BLOCK_BYTES = 262_144;

/**
 * Keeps vectors at a byte a component, many in one block of memory: to allocate an array for each takes longer than all
 * the arithmetic with it. A block is freed when none of its vectors is in use any more.
 */
export class VectorRoom {
  #block = new Int8Array(0);
  #used = 0;

  /** @param vector of finite components, which are copied */
  keep(vector: Float32Array): ByteVector {
    if (this.#used + vector.length > this.#block.length) {
      this.#block = new Int8Array(Math.max(BLOCK_BYTES, vector.length));
      this.#used = 0;
    }
    const start = this.#used;
    this.#used += vector.length;
    return toByteVector(vector, this.#block.subarray(start, this.#used));
  }
}
