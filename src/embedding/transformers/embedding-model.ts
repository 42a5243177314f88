import { createReadStream } from "node:fs";
import path from "node:path";
import { createTextEncoder } from "../../transformers/encoders.js";
import { type ModelSettings, shapingFiles } from "../../transformers/model-source.js";
import { loadPretrained } from "../../transformers/pretrained.js";
import { type LoadedModel, serveModel } from "../../transformers/serve-model.js";
import { unitLength } from "../../vectors/vector.js";
import { contentHash } from "../content-hash.js";
import { type Pooling, pool } from "./model-families.js";

/** What the thread loads. */
export interface EmbeddingModelSettings extends ModelSettings {
  readonly pooling: Pooling;
}

/** What the thread knows of a model it has loaded. */
export interface EmbeddingModel {
  readonly dimension: number;
  /** A short hash of tokenizer and weights. */
  readonly revision: string;
}

/** The names under which models output the vectors of the tokens. */
const TOKEN_VECTORS = ["last_hidden_state", "token_embeddings"];
/** A few times the default, since weights are large. */
const READ_BYTES = 2 ** 20;

/**
 * Loads a transformer that turns a text into a vector of length 1. A text longer than the model's limit is cut.
 * @throws Error as `loadPretrained` does, and if the model gives no usable vector
 */
async function loadEmbeddingModel(
  settings: EmbeddingModelSettings,
): Promise<LoadedModel<EmbeddingModel, string, Float32Array>> {
  const { config, tokenizer, dir, run } = await loadPretrained(settings);
  const encode = createTextEncoder(tokenizer, config);

  async function embed(text: string): Promise<Float32Array> {
    const { data, dims } = await run({ ids: encode(text) }, TOKEN_VECTORS);
    const vector = unitLength(pool(data, dims.at(-1) ?? 0, settings.pooling));
    if (vector === null) {
      throw new Error("the model gives a vector that is zero or not finite");
    }
    return vector;
  }

  const { length: dimension } = await embed("a");
  const files = await shapingFiles(dir, settings.quantisation);
  const contents = files.map((file) => createReadStream(path.join(dir, file), { highWaterMark: READ_BYTES }));
  return { model: { dimension, revision: await contentHash(contents) }, run: embed };
}

await serveModel(loadEmbeddingModel);
