import type { Vocabulary } from "./tokenizer-file.js";

/** The replacement character and everything invisible; tab, line feed and carriage return stay white space. */
const REMOVED = /[\uFFFD\p{Cf}\p{Co}\p{Cs}]|[^\P{Cc}\t\n\r]/gu;
/** A single punctuation mark or symbol, or a run of anything else that isn't white space. */
const WORD = /[\p{P}\p{S}]|[^\s\p{P}\p{S}]+/gu;
/** A word that normalising and cleaning leave as it is. */
const PLAIN = /^[a-z]+$/;

/**
 * Splits text into the tokens of a vocabulary: NFKC, cleaning, lower case, words, then WordPiece, which takes
 * the longest piece that begins the rest of the word, again and again (Schuster and Nakajima, "Japanese and
 * Korean voice search", 2012; greedy form as in BERT).
 */
export class WordPieceTokenizer {
  readonly #vocabulary: Vocabulary;
  readonly #longestPiece: number;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    this.#longestPiece = Math.max(
      ...[vocabulary.initial, vocabulary.continuing].map((pieces) => longest(pieces.keys())),
    );
  }

  /** Token ids in the order of the text; none if the text holds only white space and removed characters. */
  encode(text: string): number[] {
    // Words are looked up one by one very often, and most are in the vocabulary as they stand.
    const whole = PLAIN.test(text) ? this.#vocabulary.initial.get(text) : undefined;
    if (whole !== undefined) {
      return [whole];
    }
    const ids: number[] = [];
    const words = text.normalize("NFKC").replace(REMOVED, "").toLowerCase().match(WORD) ?? [];
    for (const word of words) {
      this.#encodeWord(word, ids);
    }
    return ids;
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
      let end = Math.min(word.length, start + this.#longestPiece);
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

function longest(pieces: Iterable<string>): number {
  let length = 0;
  for (const piece of pieces) {
    length = Math.max(length, piece.length);
  }
  return length;
}
