import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What the likelihood of a language is computed from: see `pack-language-ngrams.ts`. */
export interface LanguageNgrams {
  /** ISO 639-1. */
  readonly languages: readonly string[];
  /** What stands between words. */
  readonly separators: RegExp;
  /** The symbol, below 256, that stands for each byte of UTF-8 beyond ASCII in an n-gram. */
  readonly symbols: Uint8Array;
  /** Where the scores of the n-gram in each slot begin, and those of the one in the next slot. */
  readonly starts: Uint32Array;
  /** The last four symbols of the n-gram in each slot. */
  readonly low: Uint32Array;
  /** The two before them. */
  readonly high: Uint16Array;
  /** Places in `languages`. */
  readonly scored: Uint8Array;
  readonly scores: Uint8Array;
}

/** What stands before the arrays, as JSON. */
interface Header extends Pick<LanguageNgrams, "languages"> {
  /** The expression's source. */
  readonly separators: string;
  readonly symbols: readonly number[];
  readonly slots: number;
  readonly scores: number;
}

/** What the header's length is written in, and what it is filled up to. */
const WORD_BYTES = 4;

/** The n-grams as one file: the header's length, the header, and the arrays one after the other. */
export function encodeNgrams(ngrams: LanguageNgrams): Uint8Array {
  const { languages, separators, symbols, starts, low, high, scored, scores } = ngrams;
  const header: Header = {
    languages,
    separators: separators.source,
    symbols: [...symbols],
    slots: low.length,
    scores: scores.length,
  };
  const json = JSON.stringify(header);
  const length = Math.ceil(Buffer.byteLength(json) / WORD_BYTES) * WORD_BYTES;
  const arrays = [Uint32Array.of(length), Buffer.alloc(length, " "), starts, low, high, scored, scores];
  const file = Buffer.concat(
    arrays.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  );
  file.write(json, WORD_BYTES);
  return file;
}

/** @param file as `encodeNgrams` gave it, in a buffer of its own */
function decodeNgrams(file: ArrayBuffer): LanguageNgrams {
  const [length = 0] = new Uint32Array(file, 0, 1);
  const header = JSON.parse(Buffer.from(file, WORD_BYTES, length).toString()) as Header;
  const { languages, separators, symbols, slots, scores } = header;
  let offset = WORD_BYTES + length;
  const next = (bytes: number) => {
    offset += bytes;
    return offset - bytes;
  };
  return {
    languages,
    separators: new RegExp(separators, "gu"),
    symbols: Uint8Array.from(symbols),
    starts: new Uint32Array(file, next(4 * (slots + 1)), slots + 1),
    low: new Uint32Array(file, next(4 * slots), slots),
    high: new Uint16Array(file, next(2 * slots), slots),
    scored: new Uint8Array(file, next(scores), scores),
    scores: new Uint8Array(file, next(scores), scores),
  };
}

let NGRAMS: LanguageNgrams | undefined;

/** The n-grams that Footnote was built with; read when they are first needed, in a few milliseconds. */
export function languageNgrams(): LanguageNgrams {
  if (NGRAMS === undefined) {
    const file = readFileSync(fileURLToPath(import.meta.resolve("#language-ngrams")));
    NGRAMS = decodeNgrams(new Uint8Array(file).buffer);
  }
  return NGRAMS;
}

/**
 * The slot of an n-gram, or the empty one where it would be: the first one from a slot that its symbols choose.
 * @param slots as many as a power of two; the lower symbols of an empty one are 0, which those of no n-gram are
 */
export function slotOf(slots: Pick<LanguageNgrams, "high" | "low">, high: number, low: number): number {
  const last = slots.low.length - 1;
  const mixed = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  let slot = (mixed ^ (mixed >>> 15)) & last;
  while (slots.low[slot] !== 0 && (slots.low[slot] !== low || slots.high[slot] !== high)) {
    slot = (slot + 1) & last;
  }
  return slot;
}
