import { access, readdir } from "node:fs/promises";
import path from "node:path";

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
