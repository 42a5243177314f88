import type { WordVectors } from "../core/ports/word-vectors.js";
import { loadBuiltinModel } from "./builtin-model.js";
import { createWordVectors } from "./static/word-vectors.js";

/**
 * The words of the built-in model, which are used whatever model embeds the passages.
 *
 * @param modelsDir the folder that holds the built-in model's folder
 * @throws FootnoteError `embedding_model_unavailable` if the model's files are missing or damaged
 */
export async function loadWordVectors(modelsDir: string): Promise<WordVectors> {
  return createWordVectors(await loadBuiltinModel(modelsDir));
}
