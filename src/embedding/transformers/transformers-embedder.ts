import path from "node:path";
import type { Embedder, Fingerprint } from "../../core/ports/embedder.js";
import { embedInOrder } from "../embed-in-order.js";
import { modelUsage, type Pooling } from "./model-families.js";
import type { Quantisation } from "./model-files.js";
import { findModel } from "./model-source.js";
import { openModel } from "./open-model.js";

const HUB_URL = "https://huggingface.co/";

/** How a transformer model is found and used. */
export interface TransformersOptions {
  /** A local folder, or a hub id such as `Xenova/multilingual-e5-small`. */
  readonly model: string;
  /** Holds downloaded models. */
  readonly cacheDir: string;
  /** The longest the hub may stay silent, in milliseconds; a slow download may take longer. */
  readonly hubTimeoutMs: number;
  /** The address of the hub or of a mirror of it; default `https://huggingface.co/`. */
  readonly hubUrl?: string | undefined;
  /** How the model's weights are stored; default `q8`. */
  readonly quantisation?: Quantisation | undefined;
  /** Default: what the model's family uses, else the mean. */
  readonly pooling?: Pooling | undefined;
  /** Put before a question; default: what the model's family uses, else nothing. */
  readonly queryPrefix?: string | undefined;
  /** Put before a passage; default: what the model's family uses, else nothing. */
  readonly passagePrefix?: string | undefined;
}

/**
 * An embedder that runs a transformer model in a thread of its own, downloading it first where needed.
 * @throws FootnoteError `invalid_configuration` for a value that names no model;
 * `embedding_model_unavailable` if the model can't be loaded
 */
export async function createTransformersEmbedder(options: TransformersOptions): Promise<Embedder> {
  const { cacheDir, hubTimeoutMs, hubUrl = HUB_URL, quantisation = "q8" } = options;
  const source = await findModel(options.model, { url: hubUrl, cacheDir });
  const name = source.kind === "hub" ? source.id : path.basename(source.dir);
  const usage = modelUsage(name);
  const pooling = options.pooling ?? usage.pooling;
  const prefix = {
    query: options.queryPrefix ?? usage.prefix.query,
    passage: options.passagePrefix ?? usage.prefix.passage,
  };
  const worker = await openModel({ source, hubTimeoutMs, pooling, quantisation });
  const { revision, dimension } = worker.model;
  const fingerprint: Fingerprint = { model: name, revision, dimension, pooling, prefix, quantisation };
  return {
    fingerprint,
    languages: usage.languages,
    embed: (texts, role, signal) =>
      embedInOrder(texts, (text) => worker.embed(prefix[role] + text, signal), signal),
    close: () => worker.close(),
  };
}
