import { createRandom } from "./random.js";
import { Vocabulary, type WordParts } from "./vocabulary.js";

/** Shorter words are mostly function words, which hold a sentence together. */
const CONTENT_WORD = /^(\p{L}{5,})(\P{L}*)$/u;

/** Words that a text keeps coming back to, and how many of its content words they are. */
const TOPIC_WORDS = 20;
const TOPIC_SHARE = 0.4;

const NUMBER_SHARE = 0.02;

/**
 * Prose that has the shape of the text it learnt from and the vocabulary of a large collection. The shape is a
 * Markov chain over words (Shannon, "A Mathematical Theory of Communication", 1948); its content words are
 * replaced by words of a growing vocabulary, many of them of the topic of the document.
 */
export class Prose {
  readonly #followers = new Map<string, string[]>();
  readonly #starts: string[] = [];
  readonly #random: () => number;
  readonly #vocabulary: Vocabulary;
  #topic: readonly string[] = [];

  constructor(sample: string, parts: WordParts, seed: number) {
    this.#random = createRandom(seed);
    this.#vocabulary = new Vocabulary(parts, this.#random);
    let previous = ".";
    for (const word of sample.split(/\s+/u).filter((run) => run !== "")) {
      if (previous.endsWith(".")) {
        this.#starts.push(word);
      }
      const followers = this.#followers.get(previous);
      if (followers === undefined) {
        this.#followers.set(previous, [word]);
      } else {
        followers.push(word);
      }
      previous = word;
    }
    this.turnToNextTopic();
  }

  /** Whatever follows is about something else. */
  turnToNextTopic(): void {
    this.#topic = Array.from({ length: TOPIC_WORDS }, () => this.#vocabulary.draw());
  }

  /** Two words of the topic. */
  title(): string {
    return `${capitalise(this.#pick(this.#topic))} ${this.#pick(this.#topic)}`;
  }

  paragraph(): string {
    const count = 2 + Math.floor(this.#random() * 5);
    return Array.from({ length: count }, () => this.#sentence()).join(" ");
  }

  /** A sentence of 6 to 24 words. */
  #sentence(): string {
    const shape = [this.#pick(this.#starts)];
    while (shape.length < 24) {
      const last = shape.at(-1) ?? "";
      if (shape.length >= 6 && last.endsWith(".")) {
        break;
      }
      shape.push(this.#pick(this.#followers.get(last) ?? this.#starts));
    }
    const text = shape
      .map((word) => this.#fill(word))
      .join(" ")
      .replaceAll(".", "")
      .replace(/[,;:]$/u, "");
    return `${capitalise(text)}.`;
  }

  /** A word in the place of a word of the shape. */
  #fill(word: string): string {
    if (this.#random() < NUMBER_SHARE) {
      return String(Math.floor(this.#random() * 5000));
    }
    const [, replaced, after] = CONTENT_WORD.exec(word) ?? [];
    if (replaced === undefined) {
      return word;
    }
    const filled = this.#random() < TOPIC_SHARE ? this.#pick(this.#topic) : this.#vocabulary.draw();
    return (/^\p{Lu}/u.test(replaced) ? capitalise(filled) : filled) + after;
  }

  #pick(from: readonly string[]): string {
    return from[Math.floor(this.#random() * from.length)] ?? "";
  }
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
