import path from "node:path";
import { AutoConfig, AutoModel, AutoTokenizer, env, LogLevel, Tensor } from "@xenova/transformers";
import { unitLength } from "../unit-length.js";
import { fetchWithSilenceLimit } from "./fetch-with-silence-limit.js";
import { modelRevision } from "./model-files.js";
import { pool } from "./pooling.js";
import type { LoadedModel, WorkerSettings } from "./protocol.js";
import { createTextEncoder } from "./text-encoder.js";

/** A transformer that turns one text at a time into a vector. Inference blocks the thread. */
export interface OnnxModel extends LoadedModel {
  /**
   * The text's vector of length 1. A text longer than the model's limit is cut.
   * @throws Error if the model gives no usable vector
   */
  embed(text: string): Promise<Float32Array>;
}

/**
 * Loads tokenizer and weights. Quantised weights make activations scale over a whole batch, so texts are run
 * one by one: that is what makes a vector depend on its text alone.
 * @throws Error if a file is missing, damaged, or can't be downloaded in time
 */
export async function loadOnnxModel(settings: WorkerSettings): Promise<OnnxModel> {
  const { name, dir } = configureLibrary(settings);
  // First, because its absence gives the clearest error for a model that doesn't exist.
  const config = await AutoConfig.from_pretrained(name);
  const encode = createTextEncoder(await AutoTokenizer.from_pretrained(name), config);
  const model = await AutoModel.from_pretrained(name, { config, dtype: settings.quantisation });

  async function embed(text: string): Promise<Float32Array> {
    const ids = encode(text);
    const shape = [1, ids.length];
    const outputs: Record<string, unknown> = await model({
      input_ids: new Tensor("int64", BigInt64Array.from(ids, BigInt), shape),
      attention_mask: new Tensor("int64", new BigInt64Array(ids.length).fill(1n), shape),
    });
    const tokens = tokenVectors(outputs);
    const vector = unitLength(pool(tokens.data, tokens.dimension, settings.pooling));
    if (vector === null) throw new Error("the model gives a vector that is zero or not finite");
    return vector;
  }

  const { length: dimension } = await embed("a");
  return { dimension, revision: await modelRevision(dir, settings.quantisation), embed };
}

/** Sets the library up for one source; gives the name to load the model by, and the folder it is in then. */
function configureLibrary({ source, hubTimeoutMs }: WorkerSettings): { name: string; dir: string } {
  // On a failed run the library would print the input, which is the users' text.
  env.logLevel = LogLevel.NONE;
  if (source.kind === "folder") {
    env.allowRemoteModels = false;
    env.useFSCache = false;
    return { name: source.dir, dir: source.dir };
  }
  env.allowLocalModels = false;
  env.remoteHost = source.url;
  env.cacheDir = source.cacheDir;
  env.fetch = fetchWithSilenceLimit(hubTimeoutMs);
  return { name: source.id, dir: path.join(source.cacheDir, source.id) };
}

function tokenVectors(outputs: Record<string, unknown>): { data: Float32Array; dimension: number } {
  const tensor = outputs["last_hidden_state"] ?? outputs["token_embeddings"];
  if (!(tensor instanceof Tensor) || !(tensor.data instanceof Float32Array)) {
    throw new Error(
      `the model gives no token vectors of type float32, only ${Object.keys(outputs).join(", ")}`,
    );
  }
  const dimension = tensor.dims.at(-1) ?? 0;
  return { data: tensor.data, dimension };
}
