import path from "node:path";
import { loadStaticModel, type StaticModel } from "./static/static-model.js";

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
