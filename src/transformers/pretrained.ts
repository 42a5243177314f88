import path from "node:path";
import { ReadableStream } from "node:stream/web";
import {
  AutoConfig,
  AutoModel,
  AutoTokenizer,
  env,
  LogLevel,
  type PreTrainedTokenizer,
  Tensor,
} from "@xenova/transformers";
import type { ModelSettings } from "./model-source.js";

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

/** A loaded transformer: its tokenizer, its configuration and a function that runs it. */
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
  // The configuration is loaded first: without it, a model that doesn't exist gives the clearest error.
  const config = await AutoConfig.from_pretrained(name);
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  // The file's graph includes any head on top of the model, such as a classifier.
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
  // When a run fails, the library would print its input, which is the users' text.
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

/**
 * A `fetch` that rejects when a server is silent, before its answer or between two chunks of it, for the given time.
 * A slow download may take as long as it needs.
 */
function fetchWithSilenceLimit(limitMs: number): typeof fetch {
  return async (input, init) => {
    const controller = new AbortController();
    const silence = new Error(`the server sent nothing for ${limitMs / 1000} s`);
    const timer = setTimeout(() => controller.abort(silence), limitMs);
    try {
      const response = await fetch(input, { ...init, signal: controller.signal });
      timer.refresh();
      if (response.body === null) {
        clearTimeout(timer);
        return response;
      }
      const { status, statusText, headers } = response;
      return new Response(ReadableStream.from(watched(response.body, timer)), {
        status,
        statusText,
        headers,
      });
    } catch (error) {
      clearTimeout(timer);
      throw error;
    }
  };
}

/** Passes the body's chunks on; each of them restarts the timer. */
async function* watched(body: AsyncIterable<Uint8Array>, timer: NodeJS.Timeout): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) {
      timer.refresh();
      yield chunk;
    }
  } finally {
    clearTimeout(timer);
  }
}
