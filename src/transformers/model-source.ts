import { access, readdir, stat } from "node:fs/promises";
import path from "node:path";
import { FootnoteError } from "../core/errors.js";

/** A task that models are used for: how they are run, and how errors about them are worded. */
export interface ModelTask {
  /** Errors have the codes `…_failed` and `…_model_unavailable`. */
  readonly name: "embedding" | "reranking";
  /** The thread's compiled main module, by its name in package.json's `imports`. */
  readonly worker: `#${string}`;
  /** The environment variable that names the model. */
  readonly variable: string;
  /** What the variable may be, in one sentence. */
  readonly choices: string;
  /** What to do without a network; completed by the files that a folder has to hold. */
  readonly offline: string;
}

/** Where a model comes from: a folder with its files, or the hub. */
export type ModelSource =
  | { readonly kind: "folder"; readonly dir: string }
  | {
      readonly kind: "hub";
      readonly id: string;
      /** The address of the hub or of a mirror of it. */
      readonly url: string;
      /** Holds downloaded models, each in a folder named by its id. */
      readonly cacheDir: string;
    };

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

/** What a thread loads; a task may need more. */
export interface ModelSettings {
  readonly source: ModelSource;
  /** The longest silence of the hub, in milliseconds. */
  readonly hubTimeoutMs: number;
  readonly quantisation: Quantisation;
}

/**
 * The options with their defaults, and where the model is.
 * @throws FootnoteError `invalid_configuration` for a value that names no model
 */
export async function modelSettings(task: ModelTask, options: ModelOptions): Promise<ModelSettings> {
  const { model, cacheDir, hubTimeoutMs, hubUrl = HUB_URL, quantisation = "q8" } = options;
  return { source: await findModel(task, model, { url: hubUrl, cacheDir }), hubTimeoutMs, quantisation };
}

/** The name of a model for a person: no path of this machine. */
export function modelName(source: ModelSource): string {
  return source.kind === "hub" ? source.id : path.basename(source.dir);
}

/** `owner/name` as the Hugging Face hub allows it. */
const HUB_ID = /^(?!.*(\.\.|--))[\w-][\w.-]*\/[\w.-]*[\w-]$/;

/**
 * Matches `provider:model`, but no URL; one letter before the colon is a Windows drive. Its groups are provider and
 * model.
 */
export const PROVIDER_MODEL = /^([a-z][\w-]+):(?!\/\/)(.*)$/is;

/**
 * Tells a folder from a hub id: a path that is absolute or begins with a dot is a folder, and so is any other
 * that exists.
 * @param hub where the model comes from if it is no folder
 * @throws FootnoteError `invalid_configuration` for a folder that doesn't exist and for anything else
 */
export async function findModel(
  task: Pick<ModelTask, "name" | "variable" | "choices">,
  model: string,
  hub: { readonly url: string; readonly cacheDir: string },
): Promise<ModelSource> {
  const invalid = (problem: string) =>
    new FootnoteError("invalid_configuration", `${task.variable}: ${problem} ${task.choices}`);
  const provider = PROVIDER_MODEL.exec(model)?.[1];
  if (provider !== undefined) {
    throw invalid(`${task.name} models of ${provider} aren't supported yet.`);
  }
  if (await isFolder(model)) {
    return { kind: "folder", dir: path.resolve(model) };
  }
  if (path.isAbsolute(model) || model.startsWith(".")) {
    throw invalid(`there is no folder ${model}.`);
  }
  if (!HUB_ID.test(model)) {
    throw invalid(`${model} is neither a folder nor a hub id.`);
  }
  checkHubUrl(hub.url);
  return { kind: "hub", id: model, url: hub.url, cacheDir: hub.cacheDir };
}

async function isFolder(file: string): Promise<boolean> {
  const stats = await stat(file).catch(() => null);
  return stats?.isDirectory() ?? false;
}

/** Rejects an address with a password: `fetch` would reject it with an error that repeats the password. */
function checkHubUrl(url: string): void {
  const { protocol, username, password } = URL.canParse(url) ? new URL(url) : new URL("about:blank");
  if (["http:", "https:"].includes(protocol) && username === "" && password === "") {
    return;
  }
  throw new FootnoteError(
    "invalid_configuration",
    "The hub's address has to begin with http:// or https://, without a user name and a password.",
  );
}

/** The quantisations a model may be offered in, with the name of the weights file each has on the hub. */
const WEIGHTS = {
  fp32: "model.onnx",
  fp16: "model_fp16.onnx",
  q8: "model_quantized.onnx",
  int8: "model_int8.onnx",
  uint8: "model_uint8.onnx",
  q4: "model_q4.onnx",
  q4f16: "model_q4f16.onnx",
  bnb4: "model_bnb4.onnx",
} as const;

/** How a model's weights are stored. */
export type Quantisation = keyof typeof WEIGHTS;

const WEIGHTS_DIR = "onnx";
const TOKENIZER_FILES = ["tokenizer.json", "tokenizer_config.json"];

/** The files a model consists of, relative to its folder. */
export function modelFiles(quantisation: Quantisation): string[] {
  return ["config.json", ...TOKENIZER_FILES, `${WEIGHTS_DIR}/${WEIGHTS[quantisation]}`];
}

/** The files a model's folder lacks. */
export async function missingFiles(dir: string, quantisation: Quantisation): Promise<string[]> {
  const missing: string[] = [];
  for (const file of modelFiles(quantisation)) {
    await access(path.join(dir, file)).catch(() => missing.push(file));
  }
  return missing;
}

/**
 * The files of a model's folder that shape what it gives: the tokenizer and the weights, which may go on in
 * further files such as `model.onnx_data`. Relative to the folder.
 */
export async function shapingFiles(dir: string, quantisation: Quantisation): Promise<string[]> {
  const names = await readdir(path.join(dir, WEIGHTS_DIR));
  const weights = names.filter((name) => name.startsWith(WEIGHTS[quantisation])).sort();
  return [...TOKENIZER_FILES, ...weights.map((name) => `${WEIGHTS_DIR}/${name}`)];
}
