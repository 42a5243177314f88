import type { Embedder } from "../core/ports/embedder.js";
import type { TransformersOptions } from "./transformers/transformers-embedder.js";

/** Which model turns text into vectors: `builtin`, for which only `modelsDir` counts, or a transformer. */
export interface EmbedderOptions extends TransformersOptions {
  /** The folder that holds the built-in model's folder. */
  readonly modelsDir: string;
}

/**
 * Loads the configured embedder; each kind of model is imported only when it is used.
 * @throws FootnoteError `invalid_configuration` if `model` names no model; `embedding_model_unavailable` if it
 * can't be loaded
 */
export async function createEmbedder(options: EmbedderOptions): Promise<Embedder> {
  if (options.model !== "builtin") {
    const { createTransformersEmbedder } = await import("./transformers/transformers-embedder.js");
    return createTransformersEmbedder(options);
  }
  const { builtinModelDir, loadBuiltinModel } = await import("./builtin-model.js");
  const { createStaticEmbedder } = await import("./static/static-embedder.js");
  return createStaticEmbedder(await loadBuiltinModel(options.modelsDir), builtinModelDir(options.modelsDir));
}
