import path from "node:path";
import {
  AutoConfig,
  AutoModel,
  AutoTokenizer,
  env,
  LogLevel,
  type PreTrainedTokenizer,
  Tensor,
} from "@xenova/transformers";
import { fetchWithSilenceLimit } from "./fetch-with-silence-limit.js";
import type { ModelSettings } from "./protocol.js";

/** The tokens of one input. */
export interface Tokens {
  readonly ids: readonly number[];
  /** Which text of a pair each token belongs to; left out, all belong to one. */
  readonly types?: readonly number[] | undefined;
}

/** An output of a model. */
export interface Output {
  /** Row-major. */
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** A transformer as its files have it: what the input is made by, and what it gives. */
export interface Pretrained {
  readonly config: object;
  readonly tokenizer: PreTrainedTokenizer;
  /** Where its files are now. */
  readonly dir: string;
  /**
   * Runs the model on one input. Quantised weights make activations scale over a whole batch, so inputs are run
   * one by one: that is what makes an output depend on its input alone.
   * @param outputs the names of the output that is wanted, one of which the model has
   * @throws Error if the model has none of them, or if it isn't of type float32
   */
  run(tokens: Tokens, outputs: readonly string[]): Promise<Output>;
}

/**
 * Loads tokenizer and weights, from the hub where they aren't there yet.
 * @throws Error if a file is missing, damaged, or can't be downloaded in time
 */
export async function loadPretrained(settings: ModelSettings): Promise<Pretrained> {
  const { name, dir } = configureLibrary(settings);
  // First, because its absence gives the clearest error for a model that doesn't exist.
  const config = await AutoConfig.from_pretrained(name);
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  // Whatever stands on top of the model, such as a classifier, is part of the graph that the file holds.
  const model = await AutoModel.from_pretrained(name, { config, dtype: settings.quantisation });
  return {
    config,
    tokenizer,
    dir,
    run: async ({ ids, types }, outputs) => {
      const given: Record<string, unknown> = await model({
        input_ids: sequence(ids),
        attention_mask: sequence(ids.map(() => 1)),
        ...(types && { token_type_ids: sequence(types) }),
      });
      return pick(given, outputs);
    },
  };
}

/** Sets the library up for one source; gives the name to load the model by, and the folder it is in then. */
function configureLibrary({ source, hubTimeoutMs }: ModelSettings): { name: string; dir: string } {
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

function sequence(numbers: readonly number[]): Tensor {
  return new Tensor("int64", BigInt64Array.from(numbers, BigInt), [1, numbers.length]);
}

function pick(given: Record<string, unknown>, outputs: readonly string[]): Output {
  const tensor = outputs.map((name) => given[name]).find((output) => output !== undefined);
  if (tensor instanceof Tensor && tensor.data instanceof Float32Array) {
    return { data: tensor.data, dims: tensor.dims };
  }
  throw new Error(
    `the model gives no ${outputs.join(" or ")} of type float32, only ${Object.keys(given).join(", ")}`,
  );
}
