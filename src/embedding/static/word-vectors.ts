import type { WordVectors } from "../../core/ports/word-vectors.js";
import { length, unitLength } from "../../vectors/unit-length.js";
import type { StaticModel } from "./static-model.js";

/** A word of one token was met often in training; the more pieces, the more its vector is guesswork. */
const CERTAINTY = [1, 0.6, 0.45];
const LEAST_CERTAINTY = 0.45;

/**
 * The words of a static model. The length of a word's vector was learned with the model: it is what the word
 * adds to the mean of a text, so function words are short and words that tell texts apart are long.
 */
export function createWordVectors(model: StaticModel): WordVectors {
  return {
    languages: model.languages,
    lookup(word) {
      const known = model.sumIfKnown(word);
      if (known === undefined) {
        return undefined;
      }
      const weight = length(known.sum);
      const direction = unitLength(known.sum, weight);
      if (direction === null) {
        return undefined;
      }
      const certainty = CERTAINTY[known.tokens - 1] ?? LEAST_CERTAINTY;
      return { direction, weight, certainty };
    },
  };
}
