import { QuantisedList } from "./quantised-list.js";
import { type QuantisedVectors, vectorAt } from "./quantised-vectors.js";

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
