import path from "node:path";
import type { WordVectors } from "../../core/ports/word-vectors.js";
import { length, unitLength } from "../../vectors/vector.js";
import { loadStaticModel, type StaticModel } from "./static-model.js";

/** The folder of the built-in model. */
export function builtinModelDir(modelsDir: string): string {
  return path.join(modelsDir, "static-de-en-512");
}

const LOADED = new Map<string, Promise<StaticModel>>();

/**
 * The built-in model, which embeds and knows words; it is read once for both.
 *
 * @param modelsDir the folder that holds the built-in model's folder
 * @throws FootnoteError `embedding_model_unavailable` if the model's files are missing or damaged
 */
export function loadBuiltinModel(modelsDir: string): Promise<StaticModel> {
  const dir = builtinModelDir(modelsDir);
  let model = LOADED.get(dir);
  if (model === undefined) {
    model = loadStaticModel(dir);
    model.catch(() => LOADED.delete(dir));
    LOADED.set(dir, model);
  }
  return model;
}

/**
 * The words of the built-in model, which are used whatever model embeds the passages.
 *
 * @param modelsDir the folder that holds the built-in model's folder
 * @throws FootnoteError `embedding_model_unavailable` if the model's files are missing or damaged
 */
export async function loadWordVectors(modelsDir: string): Promise<WordVectors> {
  return createWordVectors(await loadBuiltinModel(modelsDir));
}

/**
 * How certain the vector of a word of one, two or three tokens is. A word of one token was frequent in training; the
 * vector of a word put together from pieces is an estimate.
 */
const CERTAINTY = [1, 0.6, 0.45];
const LEAST_CERTAINTY = 0.45;

/**
 * The words of a static model. The length of a word's vector was learned with the model: it is what the word
 * adds to the mean of a text, so function words are short and words that tell texts apart are long.
 */
function createWordVectors(model: StaticModel): WordVectors {
  return {
    languages: model.languages,
    isFrequent: (word) => model.isToken(word),
    lookup(word) {
      const known = model.sumIfKnown(word);
      if (known === undefined) {
        return undefined;
      }
      const weight = length(known.sum);
      const direction = unitLength(known.sum, weight, known.sum);
      const certainty = CERTAINTY[known.tokens - 1] ?? LEAST_CERTAINTY;
      return direction === null ? undefined : { direction, weight, certainty };
    },
  };
}
