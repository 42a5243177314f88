import type { Quantisation } from "./model-files.js";
import { findModel } from "./model-source.js";
import type { ModelTask } from "./model-task.js";
import type { ModelSettings } from "./protocol.js";

const HUB_URL = "https://huggingface.co/";

/** How a transformer model is found. */
export interface ModelOptions {
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
}

/**
 * The options with their defaults, and where the model is.
 * @throws FootnoteError `invalid_configuration` for a value that names no model
 */
export async function modelSettings(task: ModelTask, options: ModelOptions): Promise<ModelSettings> {
  const { model, cacheDir, hubTimeoutMs, hubUrl = HUB_URL, quantisation = "q8" } = options;
  return { source: await findModel(task, model, { url: hubUrl, cacheDir }), hubTimeoutMs, quantisation };
}
