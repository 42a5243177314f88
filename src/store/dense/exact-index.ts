import type { ByteMatrix } from "../../vectors/byte-matrix.js";
import type { ByteVector } from "../../vectors/vector.js";
import type { TopK } from "../top-k.js";

/**
 * Vectors of unit length at a byte a component, found by looking at every one. Cosines are off by about .0005, so
 * a caller that needs the exact nearest asks for a few more and compares those.
 */
export class ExactIndex {
  readonly #matrix: ByteMatrix;
  /** What was asked last: a search in some documents mostly follows one in all of them, for the same question. */
  #last: { readonly query: Float32Array; readonly first: number; readonly cosines: Float32Array } | undefined;

  /** @param matrix which doesn't change any more */
  constructor(matrix: ByteMatrix) {
    this.#matrix = matrix;
  }

  /**
   * Offers the positions of the vectors that `accepts` lets pass, scored by their cosine.
   * @param query which doesn't change any more
   * @param first the position to begin at
   */
  offer(top: TopK, query: Float32Array, accepts: (position: number) => boolean, first = 0): void {
    const cosines = this.#cosines(query, first);
    let { threshold } = top;
    for (let position = first; position < this.#matrix.size; position++) {
      const cosine = cosines[position] as number;
      if (cosine < threshold || !accepts(position)) {
        continue;
      }
      top.offer(position, cosine);
      threshold = top.threshold;
    }
  }

  #cosines(query: Float32Array, first: number): Float32Array {
    if (this.#last?.query !== query || this.#last.first !== first) {
      this.#last = { query, first, cosines: this.#matrix.multiply(query, first) };
    }
    return this.#last.cosines;
  }

  /** The vector at a position; it shares the memory. */
  vectorAt(position: number): ByteVector {
    return this.#matrix.at(position);
  }
}
