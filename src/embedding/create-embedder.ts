import { FootnoteError } from "../core/errors.js";
import type { Embedder } from "../core/ports/embedder.js";
import { PROVIDER_MODEL } from "../transformers/model-source.js";
import { cacheQuestions } from "./cache-questions.js";
import type { LangChainOptions } from "./langchain/langchain-embedder.js";
import { PROVIDERS, type ProviderName } from "./langchain/provider.js";
import { queueEmbedder } from "./queue-embedder.js";
import type { TransformersOptions } from "./transformers/transformers-embedder.js";

/** Which model turns text into vectors: `builtin`, for which only `modelsDir` counts, a provider's, or a transformer. */
export interface EmbedderOptions extends TransformersOptions, LangChainOptions {
  /** The folder that holds the built-in model's folder. */
  readonly modelsDir: string;
}

/** Questions whose vectors are kept; of 1,024 dimensions they take 4 MB. */
const CACHED_QUESTIONS = 1_000;
/** A chunk takes some 100 ms; the next one already waits in the thread's inbox, so that the thread is never idle. */
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

/** What a value of `EMBEDDING_MODEL` asks for. */
export type ModelChoice =
  | { readonly kind: "builtin" }
  | { readonly kind: "provider"; readonly provider: ProviderName; readonly name: string }
  /** A folder or a hub id. */
  | { readonly kind: "transformer" };

/**
 * Tells `provider:model` from folders and hub ids: it begins with a name of two characters or more and a colon,
 * which no hub id holds. `C:\models\x` is a folder therefore, and so is `./openai:x`, while `openai:x` isn't
 * even where such a folder exists. A model's name may hold further colons, such as `ollama:bge-m3:567m`.
 * @throws FootnoteError `invalid_configuration` for an unknown provider or a provider without a model
 */
export function chooseModel(model: string): ModelChoice {
  if (model === "builtin") {
    return { kind: "builtin" };
  }
  const [, prefix, name = ""] = PROVIDER_MODEL.exec(model) ?? [];
  if (prefix === undefined) {
    return { kind: "transformer" };
  }
  const provider = PROVIDERS.find((known) => known === prefix);
  if (provider === undefined) {
    throw invalid(`${prefix} is no provider of embedding models. Use one of ${PROVIDERS.join(", ")}`);
  }
  if (name.trim() === "") {
    throw invalid(`${prefix}: lacks a model. Use ${prefix}:model`);
  }
  return { kind: "provider", provider, name: name.trim() };
}

function invalid(problem: string): FootnoteError {
  return new FootnoteError(
    "invalid_configuration",
    `EMBEDDING_MODEL: ${problem}; or builtin, the path of a folder with a model, or a hub id such as Xenova/multilingual-e5-small.`,
  );
}
