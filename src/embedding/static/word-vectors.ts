import type { WordVectors } from "../../core/ports/word-vectors.js";
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
      const tokens = model.countTokens(word);
      if (tokens === 0) return undefined;
      const sum = model.sum(word);
      const weight = Math.hypot(...sum);
      if (weight === 0) return undefined;
      return {
        direction: sum.map((component) => component / weight),
        weight,
        certainty: CERTAINTY[tokens - 1] ?? LEAST_CERTAINTY,
      };
    },
  };
}
