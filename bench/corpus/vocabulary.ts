import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { INSTALLATION } from "../../src/config/installation.js";
import { stopWords } from "../../src/text/content-words.js";
import { detectLanguage } from "../../src/text/language.js";

/** The tokens of the built-in embedder are words of German and English, frequent ones first, and parts of words. */
const tokenizerFile = z.object({ model: z.object({ vocab: z.record(z.string(), z.number()) }) });
const TOKENIZER = join(INSTALLATION.models, "static-de-en-512", "tokenizer.json");

/** What words of one language are made from. */
export interface WordParts {
  /** Whole words, lower case, frequent ones first; no stop words. */
  readonly words: readonly string[];
  /** What words continue with. */
  readonly endings: readonly string[];
}

/** @param language `de` or `en` */
export async function readWordParts(language: string): Promise<WordParts> {
  const { vocab } = tokenizerFile.parse(JSON.parse(await readFile(TOKENIZER, "utf8"))).model;
  const isOfLanguage = (part: string) => detectLanguage(part, ["de", "en"]) === language;
  const tokens = Object.entries(vocab)
    .sort(([, a], [, b]) => a - b)
    .map(([token]) => token);
  const matches = (shape: RegExp) =>
    tokens.flatMap((token) => shape.exec(token)?.[1] ?? []).filter(isOfLanguage);
  return {
    words: matches(/^(\p{L}{4,})$/u).filter((word) => !stopWords(language).has(word)),
    endings: matches(/^##(\p{L}{4,})$/u),
  };
}

/** Of Pitman and Yor's two parameters, the discount is the exponent of Heaps' law: the vocabulary grows as n^0.65. */
const DISCOUNT = 0.65;
const CONCENTRATION = 50;

/** How many of the new words are whole words of the language, as long as there are any. */
const WHOLE = 0.4;

/**
 * Content words as a text has them, by a Pitman–Yor process: a word comes again the more often it has come
 * before, which gives Zipf's law, and there is always a new one, which gives Heaps' (Goldwater, Griffiths and
 * Johnson, "Producing Power-Law Distributions and Damping Word Frequencies with Two-Stage Language Models",
 * 2011). When whole words run out, compounds go on.
 */
export class Vocabulary {
  readonly #parts: WordParts;
  readonly #random: () => number;
  /** Every word drawn so far, with repetitions. */
  readonly #drawn: string[] = [];
  #distinct = 0;
  #whole = 0;

  constructor(parts: WordParts, random: () => number) {
    this.#parts = parts;
    this.#random = random;
  }

  /** The next word, in lower case. */
  draw(): string {
    const count = this.#drawn.length;
    const isNew = this.#random() < (CONCENTRATION + DISCOUNT * this.#distinct) / (CONCENTRATION + count);
    const word = isNew ? this.#invent() : this.#pick(this.#drawn);
    this.#drawn.push(word);
    return word;
  }

  #invent(): string {
    this.#distinct++;
    const { words, endings } = this.#parts;
    const whole = this.#random() < WHOLE ? words[this.#whole++] : undefined;
    return whole ?? this.#pick(words) + this.#pick(endings);
  }

  #pick(from: readonly string[]): string {
    return from[Math.floor(this.#random() * from.length)] ?? "";
  }
}
