import { readFile } from "node:fs/promises";
import path from "node:path";
import { FootnoteError } from "../../core/errors.js";
import { unitLength } from "../../vectors/vector.js";
import { contentHash } from "../content-hash.js";
import { modelFileError } from "./model-file-error.js";
import { decodeFloat16, readSafetensors, type Tensor } from "./safetensors.js";
import { parseTokenizerFile, WordPieceTokenizer } from "./word-piece.js";

const WEIGHTS = "model.safetensors";
const TOKENIZER = "tokenizer.json";

/** A nibble of 8 is a component of 0. */
const NIBBLE_ZERO = 8;

/** One row of weights per token: `dimension / 2` bytes of two 4-bit components each, and a scale. */
interface Rows {
  readonly nibbles: Uint8Array;
  readonly scales: Float32Array;
}

/**
 * A static subword embedding: every token has one learned vector, wherever it stands. A component is
 * `(nibble - 8) * scale`; a byte holds two components, the low nibble first. Rows are read as they are
 * stored, which keeps the model at 8 MB where unpacked numbers would take 65.
 */
export class StaticModel {
  /** What it was trained on, ISO 639-1. */
  readonly languages: readonly string[] = ["de", "en"];
  readonly #tokenizer: WordPieceTokenizer;
  readonly #rows: Rows;
  readonly #unknown: number;
  readonly #sums: Float64Array;

  constructor(
    /** The name of the model's folder. */
    readonly name: string,
    /** Changes with every change of the weights or the vocabulary. */
    readonly revision: string,
    readonly dimension: number,
    tokenizer: WordPieceTokenizer,
    rows: Rows,
    unknown: number,
  ) {
    this.#tokenizer = tokenizer;
    this.#rows = rows;
    this.#unknown = unknown;
    this.#sums = new Float64Array(dimension);
  }

  /**
   * The sum of the vectors of the text's tokens, not normalised. A token's vector is the longer the more the
   * token tells about a text, so sums of parts of a text weigh the parts. A text without a token gets the
   * vector of the unknown token, which is nearly zero.
   */
  sum(text: string): Float32Array {
    const ids = this.#tokenizer.encode(text);
    return this.#sumOf(ids.length === 0 ? [this.#unknown] : ids);
  }

  /** The same sum with the number of tokens; undefined for a text that the vocabulary doesn't cover. */
  sumIfKnown(text: string): { readonly sum: Float32Array; readonly tokens: number } | undefined {
    const ids = this.#tokenizer.encode(text);
    const isKnown = ids.length > 0 && !ids.includes(this.#unknown);
    return isKnown ? { sum: this.#sumOf(ids), tokens: ids.length } : undefined;
  }

  /** Whether the text is one token of the vocabulary. */
  isToken(text: string): boolean {
    return this.#tokenizer.isToken(text);
  }

  #sumOf(ids: readonly number[]): Float32Array {
    const { nibbles, scales } = this.#rows;
    const rowBytes = this.dimension / 2;
    const sums = this.#sums.fill(0);
    let zero = 0;
    // Casts stand where defaults would: every index is inside, and checking that takes as long as the arithmetic.
    for (const id of ids) {
      const scale = scales[id] as number;
      const row = id * rowBytes;
      for (let j = 0; j < rowBytes; j++) {
        const pair = nibbles[row + j] as number;
        sums[2 * j] = (sums[2 * j] as number) + (pair & 15) * scale;
        sums[2 * j + 1] = (sums[2 * j + 1] as number) + (pair >> 4) * scale;
      }
      zero += NIBBLE_ZERO * scale;
    }
    const vector = new Float32Array(this.dimension);
    for (let j = 0; j < vector.length; j++) {
      vector[j] = (sums[j] as number) - zero;
    }
    return vector;
  }
}

/**
 * Loads a model from a folder with `model.safetensors` and `tokenizer.json`.
 * @throws FootnoteError `embedding_model_unavailable` if a file is missing, damaged or of another kind
 */
export async function loadStaticModel(dir: string): Promise<StaticModel> {
  const [weights, tokenizerJson] = await Promise.all([read(dir, WEIGHTS), read(dir, TOKENIZER)]);
  const vocabulary = parseTokenizerFile(tokenizerJson.toString("utf8"), TOKENIZER);
  const rows = readRows(readSafetensors(weights, WEIGHTS), vocabulary.size);
  const revision = await contentHash([[weights], [tokenizerJson]]);
  const dimension = (2 * rows.nibbles.length) / vocabulary.size;
  const tokenizer = new WordPieceTokenizer(vocabulary);
  return new StaticModel(path.basename(dir), revision, dimension, tokenizer, rows, vocabulary.unknown);
}

async function read(dir: string, file: string): Promise<Buffer> {
  try {
    return await readFile(path.join(dir, file));
  } catch (cause) {
    throw modelFileError(file, "it can't be read", cause);
  }
}

function readRows(tensors: ReadonlyMap<string, Tensor>, tokens: number): Rows {
  const embeddings = tensors.get("embeddings");
  const scales = tensors.get("scales");
  if (embeddings?.dtype !== "U8" || embeddings.shape.length !== 2 || embeddings.shape[0] !== tokens) {
    throw modelFileError(WEIGHTS, `tensor embeddings isn't U8 with ${tokens} rows`);
  }
  if (scales?.dtype !== "F16" || scales.shape.length !== 1 || scales.shape[0] !== tokens) {
    throw modelFileError(WEIGHTS, `tensor scales isn't F16 with ${tokens} numbers`);
  }
  const decoded = decodeFloat16(scales.data);
  if (!decoded.every(Number.isFinite)) {
    throw modelFileError(WEIGHTS, "a scale isn't finite");
  }
  return { nibbles: embeddings.data, scales: decoded };
}

/**
 * The normalised sum of a text's token vectors.
 * @throws FootnoteError `embedding_failed` if the sum is zero
 */
export function embedText(model: StaticModel, text: string): Float32Array {
  const vector = unitLength(model.sum(text));
  if (vector === null) {
    throw new FootnoteError("embedding_failed", "The text's vector is zero.");
  }
  return vector;
}
