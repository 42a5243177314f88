import type { ByteMatrix } from "../../vectors/byte-matrix.js";
import { type ByteVector, cosineToBytes } from "../../vectors/vector.js";
import type { TopK } from "../top-k.js";

/** A vector that is picked out takes as long as so many in a row. */
const MULTIPLY_ALL = 10;

/**
 * Vectors of unit length at a byte a component, found by looking at every one. Cosines are off by about .0005, so
 * a caller that needs the exact nearest asks for a few more and compares those.
 */
export class ExactIndex {
  readonly #matrix: ByteMatrix;

  /** @param matrix which doesn't change any more */
  constructor(matrix: ByteMatrix) {
    this.#matrix = matrix;
  }

  /**
   * Offers the positions of the vectors, scored by their cosine.
   * @param first the position to begin at
   */
  offer(top: TopK, query: Float32Array, first = 0): void {
    const cosines = this.#matrix.multiply(query, first);
    let { threshold } = top;
    // Most vectors fall through here, so that this loop is as short as it can be.
    for (let position = first; position < this.#matrix.size; position++) {
      const cosine = cosines[position] as number;
      if (cosine < threshold) {
        continue;
      }
      top.offer(position, cosine);
      threshold = top.threshold;
    }
  }

  /** The same for some positions. */
  offerAmong(top: TopK, query: Float32Array, positions: Uint32Array): void {
    if (MULTIPLY_ALL * positions.length > this.#matrix.size) {
      const cosines = this.#matrix.multiply(query);
      for (const position of positions) {
        top.offer(position, cosines[position] as number);
      }
      return;
    }
    for (const position of positions) {
      top.offer(position, cosineToBytes(query, this.#matrix.at(position)));
    }
  }

  /** The vector at a position; it shares the memory. */
  vectorAt(position: number): ByteVector {
    return this.#matrix.at(position);
  }
}
