import { isDeepStrictEqual } from "node:util";
import { modelFileError } from "./model-file-error.js";

/** The replacement character and everything invisible; tab, line feed and carriage return stay white space. */
const REMOVED = /[\uFFFD\p{Cf}\p{Co}\p{Cs}]|[^\P{Cc}\t\n\r]/gu;
/** A single punctuation mark or symbol, or a run of anything else that isn't white space. */
const WORD = /[\p{P}\p{S}]|[^\s\p{P}\p{S}]+/gu;
/** How many letters of pieces their lengths are grouped by. */
const BEGINNING = 2;
/** A word that normalising and cleaning leave as it is. */
const PLAIN = /^[a-z]+$/;

/**
 * Splits text into the tokens of a vocabulary: NFKC, cleaning, lower case, words, then WordPiece, which takes
 * the longest piece that begins the rest of the word, again and again (Schuster and Nakajima, "Japanese and
 * Korean voice search", 2012; greedy form as in BERT).
 */
export class WordPieceTokenizer {
  readonly #vocabulary: Vocabulary;
  /** By the first two letters of pieces, the length of the longest: longer ones needn't be looked for. */
  readonly #longestInitial: ReadonlyMap<string, number>;
  readonly #longestContinuing: ReadonlyMap<string, number>;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    this.#longestInitial = longestByBeginning(vocabulary.initial.keys());
    this.#longestContinuing = longestByBeginning(vocabulary.continuing.keys());
  }

  /** Token ids in the order of the text; none if the text holds only white space and removed characters. */
  encode(text: string): number[] {
    // A fast path: single words are looked up very often, and most are in the vocabulary as they are.
    const whole = PLAIN.test(text) ? this.#vocabulary.initial.get(text) : undefined;
    if (whole !== undefined) {
      return [whole];
    }
    const ids: number[] = [];
    for (const word of wordsOf(text)) {
      this.#encodeWord(word, ids);
    }
    return ids;
  }

  /** Whether the text is one token, whole. */
  isToken(text: string): boolean {
    const { initial, unknown } = this.#vocabulary;
    const [word, ...others] = PLAIN.test(text) ? [text] : wordsOf(text);
    const id = word === undefined || others.length > 0 ? undefined : initial.get(word);
    return id !== undefined && id !== unknown;
  }

  /** Appends the word's token ids to `ids`. */
  #encodeWord(word: string, ids: number[]): void {
    const { initial, unknown, maxWordCharacters } = this.#vocabulary;
    const whole = initial.get(word);
    if (whole !== undefined) {
      ids.push(whole);
    } else if (word.length > maxWordCharacters && Array.from(word).length > maxWordCharacters) {
      ids.push(unknown);
    } else {
      this.#encodePieces(word, ids);
    }
  }

  #encodePieces(word: string, ids: number[]): void {
    const { initial, continuing, unknown } = this.#vocabulary;
    const before = ids.length;
    for (let start = 0; start < word.length; ) {
      const pieces = start === 0 ? initial : continuing;
      const longest = start === 0 ? this.#longestInitial : this.#longestContinuing;
      const length = longest.get(word.slice(start, start + BEGINNING)) ?? 1;
      let end = Math.min(word.length, start + length);
      let id = pieces.get(word.slice(start, end));
      while (id === undefined && --end > start) {
        id = pieces.get(word.slice(start, end));
      }
      if (id === undefined) {
        ids.length = before;
        ids.push(unknown);
        return;
      }
      ids.push(id);
      start = end;
    }
  }
}

function wordsOf(text: string): readonly string[] {
  return text.normalize("NFKC").replace(REMOVED, "").toLowerCase().match(WORD) ?? [];
}

function longestByBeginning(pieces: Iterable<string>): ReadonlyMap<string, number> {
  const longest = new Map<string, number>();
  for (const piece of pieces) {
    const beginning = piece.slice(0, BEGINNING);
    longest.set(beginning, Math.max(longest.get(beginning) ?? 0, piece.length));
  }
  return longest;
}

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

/** The value as an object; an empty one in place of anything else, so that its missing values are reported. */
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
