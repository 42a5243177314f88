import type { Embedder } from "../core/ports/embedder.js";
import { cacheQuestions } from "./cache-questions.js";
import type { LangChainOptions } from "./langchain/langchain-embedder.js";
import { chooseModel } from "./model-choice.js";
import { queueEmbedder } from "./queue-embedder.js";
import type { TransformersOptions } from "./transformers/transformers-embedder.js";

/** Which model turns text into vectors: `builtin`, for which only `modelsDir` counts, a provider's, or a transformer. */
export interface EmbedderOptions extends TransformersOptions, LangChainOptions {
  /** The folder that holds the built-in model's folder. */
  readonly modelsDir: string;
}

/** Questions whose vectors are kept; of 1,024 dimensions they take 4 MB. */
const CACHED_QUESTIONS = 1_000;
/** A chunk is computed in some 100 ms; a second one waits in the thread, so that the thread never does. */
const STATIC_LIMITS = { concurrency: 3, texts: 256, characters: 256_000 };
/** A call sends one text after the other to the thread, so a question waits for one text of a passage's chunk. */
const TRANSFORMERS_LIMITS = { concurrency: 2, texts: 64, characters: 64_000 };

/**
 * Loads the configured embedder, with a bounded queue and a cache of questions before it; each kind of model is
 * imported only when it is used.
 * @throws FootnoteError `invalid_configuration` if `model` names no model; `embedding_model_unavailable` if it
 * can't be loaded
 */
export async function createEmbedder(options: EmbedderOptions): Promise<Embedder> {
  return cacheQuestions(await openEmbedder(options), CACHED_QUESTIONS);
}

async function openEmbedder(options: EmbedderOptions): Promise<Embedder> {
  const choice = chooseModel(options.model);
  switch (choice.kind) {
    case "builtin":
      return queueEmbedder(await openBuiltin(options.modelsDir), STATIC_LIMITS);
    case "provider": {
      const { createLangChainEmbedder } = await import("./langchain/langchain-embedder.js");
      return createLangChainEmbedder(choice.provider, choice.name, options);
    }
    case "transformer": {
      const { createTransformersEmbedder } = await import("./transformers/transformers-embedder.js");
      return queueEmbedder(await createTransformersEmbedder(options), TRANSFORMERS_LIMITS);
    }
  }
}

async function openBuiltin(modelsDir: string): Promise<Embedder> {
  const { builtinModelDir, loadBuiltinModel } = await import("./static/builtin.js");
  const { createStaticEmbedder } = await import("./static/static-embedder.js");
  return createStaticEmbedder(await loadBuiltinModel(modelsDir), builtinModelDir(modelsDir));
}
