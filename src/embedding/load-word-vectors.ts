import path from "node:path";
import type { WordVectors } from "../core/ports/word-vectors.js";
import { BUILTIN_MODEL } from "./create-embedder.js";
import { loadStaticModel } from "./static/static-model.js";
import { createWordVectors } from "./static/word-vectors.js";

/**
 * The words of the built-in model, which are used whatever model embeds the passages.
 *
 * @param modelsDir the folder that holds the built-in model's folder
 * @throws FootnoteError `embedding_model_unavailable` if the model's files are missing or damaged
 */
export async function loadWordVectors(modelsDir: string): Promise<WordVectors> {
  return createWordVectors(await loadStaticModel(path.join(modelsDir, BUILTIN_MODEL)));
}
