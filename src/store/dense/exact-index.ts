import type { TopK } from "../top-k.js";
import { cosine } from "./cosine.js";

/** Vectors of unit length side by side, found by looking at every one. Immutable. */
export class ExactIndex {
  readonly #matrix: Float32Array;
  readonly #dimension: number;
  readonly #first: number;

  /**
   * @param matrix the vectors, one after the other
   * @param first the position of the first of them; the others follow
   */
  constructor(matrix: Float32Array, dimension: number, first = 0) {
    this.#matrix = matrix;
    this.#dimension = dimension;
    this.#first = first;
  }

  /** Offers the positions of the vectors that `accepts` lets pass, scored by their cosine. */
  offer(top: TopK, query: Float32Array, accepts: (position: number) => boolean): void {
    const size = this.#matrix.length / this.#dimension;
    for (let i = 0; i < size; i++) {
      const position = this.#first + i;
      if (accepts(position)) top.offer(position, cosine(query, this.#matrix, i * this.#dimension));
    }
  }

  /** The vector at a position; it shares the memory. */
  vectorAt(position: number): Float32Array {
    const start = (position - this.#first) * this.#dimension;
    return this.#matrix.subarray(start, start + this.#dimension);
  }

  /** Those from a position on, in memory of their own. */
  from(position: number): ExactIndex {
    const kept = this.#matrix.slice((position - this.#first) * this.#dimension);
    return new ExactIndex(kept, this.#dimension, position);
  }
}
