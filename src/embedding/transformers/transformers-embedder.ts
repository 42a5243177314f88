import type { Embedder, Fingerprint } from "../../core/ports/embedder.js";
import {
  type ModelOptions,
  type ModelTask,
  modelName,
  modelSettings,
} from "../../transformers/model-source.js";
import { openModel } from "../../transformers/open-model.js";
import { embedInOrder } from "../queue-embedder.js";
import type { EmbeddingModel, EmbeddingModelSettings } from "./embedding-model.js";
import { modelUsage, type Pooling } from "./model-families.js";

const TASK: ModelTask = {
  name: "embedding",
  worker: "#embedding-worker",
  variable: "EMBEDDING_MODEL",
  choices:
    "Use builtin, the path of a folder with a model, or a hub id such as Xenova/multilingual-e5-small.",
  offline: "set EMBEDDING_MODEL to builtin, or to the path of a folder that holds",
};

/** How a transformer model is found and used. */
export interface TransformersOptions extends ModelOptions {
  /** Default: what the model's family uses, else the mean. */
  readonly pooling?: Pooling | undefined;
  /** Put before a question; default: what the model's family uses, else nothing. */
  readonly queryPrefix?: string | undefined;
  /** Put before a passage; default: what the model's family uses, else nothing. */
  readonly passagePrefix?: string | undefined;
}

/**
 * An embedder that runs a transformer model in a worker thread, downloading it first where needed.
 * @throws FootnoteError `invalid_configuration` for a value that names no model; `embedding_model_unavailable` if the
 * model can't be loaded
 */
export async function createTransformersEmbedder(options: TransformersOptions): Promise<Embedder> {
  const settings = await modelSettings(TASK, options);
  const name = modelName(settings.source);
  const usage = modelUsage(name);
  const pooling = options.pooling ?? usage.pooling;
  const prefix = {
    query: options.queryPrefix ?? usage.prefix.query,
    passage: options.passagePrefix ?? usage.prefix.passage,
  };
  const wanted: EmbeddingModelSettings = { ...settings, pooling };
  const worker = await openModel<EmbeddingModel, string, Float32Array>(TASK, wanted);
  const { revision, dimension } = worker.model;
  const { quantisation } = settings;
  const fingerprint: Fingerprint = { model: name, revision, dimension, pooling, prefix, quantisation };
  return {
    fingerprint,
    languages: usage.languages,
    embed: (texts, role, signal) =>
      embedInOrder(texts, (text) => worker.run(prefix[role] + text, signal), signal),
    close: () => worker.close(),
  };
}
