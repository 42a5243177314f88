import { createRandom } from "./random.js";

const SYLLABLES = "ba dor el fin gra ho il kan lu mar nor ost pel quin ras sol tam ur ves win yar zel".split(
  " ",
);

/**
 * Prose that reads like the text it learnt from: a Markov chain over word pairs (Shannon, "A Mathematical
 * Theory of Communication", 1948). Invented names and numbers are strewn in, so that the vocabulary grows with
 * the amount of text as a real one does.
 */
export class Prose {
  readonly #followers = new Map<string, string[]>();
  readonly #starts: string[] = [];
  readonly #random: () => number;

  constructor(sample: string, seed: number) {
    this.#random = createRandom(seed);
    const words = sample.split(/\s+/u).filter((word) => word !== "");
    let previous = ".";
    for (const word of words) {
      if (previous.endsWith(".")) this.#starts.push(word);
      this.#followers.set(previous, [...(this.#followers.get(previous) ?? []), word]);
      previous = word;
    }
  }

  /** A sentence of 6 to 30 words. */
  sentence(): string {
    const words = [this.#pick(this.#starts)];
    while (words.length < 30) {
      const last = words.at(-1) ?? "";
      if (words.length >= 6 && last.endsWith(".")) break;
      words.push(this.#next(last));
    }
    return words
      .join(" ")
      .replaceAll(".", "")
      .replace(/[,;:]$/u, "")
      .concat(".");
  }

  paragraph(): string {
    const count = 2 + Math.floor(this.#random() * 5);
    return Array.from({ length: count }, () => this.sentence()).join(" ");
  }

  /** An invented name in title case. */
  name(): string {
    const count = 2 + Math.floor(this.#random() * 2);
    const word = Array.from({ length: count }, () => this.#pick(SYLLABLES)).join("");
    return word.charAt(0).toUpperCase() + word.slice(1);
  }

  #next(word: string): string {
    const chance = this.#random();
    if (chance < 0.04) return this.name();
    if (chance < 0.06) return String(Math.floor(this.#random() * 5000));
    return this.#pick(this.#followers.get(word) ?? this.#starts);
  }

  #pick(from: readonly string[]): string {
    return from[Math.floor(this.#random() * from.length)] ?? "";
  }
}
