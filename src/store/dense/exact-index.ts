import { TopK } from "../top-k.js";
import { cosine } from "./cosine.js";

/** Finds the nearest vectors by looking at every one. */
export class ExactIndex {
  readonly #dimension: number;
  readonly #matrix: Float32Array;

  /** @param vectors of unit length; a vector is known by its position from here on */
  constructor(vectors: readonly Float32Array[], dimension: number) {
    this.#dimension = dimension;
    this.#matrix = new Float32Array(vectors.length * dimension);
    for (const [position, vector] of vectors.entries()) this.#matrix.set(vector, position * dimension);
  }

  /** The positions of the vectors with the highest cosine, best first. */
  nearest(query: Float32Array, limit: number, accepts: (position: number) => boolean): number[] {
    const top = new TopK(limit);
    const size = this.#matrix.length / this.#dimension;
    for (let position = 0; position < size; position++) {
      if (accepts(position)) top.offer(position, cosine(query, this.#matrix, position * this.#dimension));
    }
    return top.items();
  }
}
