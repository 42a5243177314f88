import { isDeepStrictEqual } from "node:util";
import { modelFileError } from "./model-file-error.js";

/** What a WordPiece tokenizer needs to know. */
export interface Vocabulary {
  /** Token ids of pieces that begin a word. */
  readonly initial: ReadonlyMap<string, number>;
  /** Token ids of pieces that continue a word, written without `##`. */
  readonly continuing: ReadonlyMap<string, number>;
  /** The token of a word that the pieces can't cover. */
  readonly unknown: number;
  /** Longer words, in Unicode characters, are unknown. */
  readonly maxWordCharacters: number;
  /** The number of tokens; ids run from 0 to one less. */
  readonly size: number;
}

/** The text processing that `word-piece.ts` implements, as `tokenizer.json` describes it. */
const TEXT_PROCESSING = {
  normalizer: {
    type: "Sequence",
    normalizers: [
      { type: "NFKC" },
      {
        type: "BertNormalizer",
        clean_text: true,
        handle_chinese_chars: false,
        strip_accents: false,
        lowercase: true,
      },
    ],
  },
  pre_tokenizer: {
    type: "Sequence",
    pretokenizers: [
      { type: "BertPreTokenizer" },
      { type: "Split", pattern: { Regex: "\\p{S}" }, behavior: "Isolated", invert: false },
    ],
  },
  post_processor: null,
};

const CONTINUING = "##";

/**
 * Reads a `tokenizer.json` as Hugging Face libraries write it.
 * @param file the file's name, for error messages
 * @throws FootnoteError `embedding_model_unavailable` if it isn't JSON or describes another tokenizer
 */
export function parseTokenizerFile(json: string, file: string): Vocabulary {
  const tokenizer = asRecord(parseJson(json, file));
  for (const [part, expected] of Object.entries(TEXT_PROCESSING)) {
    if (!isDeepStrictEqual(tokenizer[part], expected)) {
      throw modelFileError(file, `its ${part} isn't the one this embedder implements`);
    }
  }
  const model = asRecord(tokenizer["model"]);
  if (model["type"] !== "WordPiece" || model["continuing_subword_prefix"] !== CONTINUING) {
    throw modelFileError(file, `its model isn't WordPiece with ${CONTINUING}`);
  }
  const maxWordCharacters = model["max_input_chars_per_word"];
  if (typeof maxWordCharacters !== "number") {
    throw modelFileError(file, "max_input_chars_per_word is missing");
  }
  const { initial, continuing } = splitPieces(asRecord(model["vocab"]), file);
  const unknown = initial.get(String(model["unk_token"]));
  if (unknown === undefined) {
    throw modelFileError(file, "its unk_token isn't in the vocabulary");
  }
  return { initial, continuing, unknown, maxWordCharacters, size: initial.size + continuing.size };
}

function parseJson(json: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw modelFileError(file, "it isn't JSON", cause);
  }
}

/** An empty record stands for anything that isn't an object: its values are missing, which is reported. */
function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** Splits the vocabulary by the place of a piece in a word, and checks that it numbers the pieces from 0. */
function splitPieces(vocabulary: Readonly<Record<string, unknown>>, file: string) {
  const initial = new Map<string, number>();
  const continuing = new Map<string, number>();
  const pieces = Object.keys(vocabulary);
  const taken = new Set<number>();
  for (const piece of pieces) {
    const id = vocabulary[piece];
    if (typeof id !== "number" || !Number.isInteger(id) || id < 0 || id >= pieces.length || taken.has(id)) {
      throw modelFileError(file, "its vocabulary doesn't number the tokens from 0");
    }
    taken.add(id);
    if (piece.startsWith(CONTINUING)) {
      continuing.set(piece.slice(CONTINUING.length), id);
    } else {
      initial.set(piece, id);
    }
  }
  return { initial, continuing };
}
