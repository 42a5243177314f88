import { sentences } from "../text/sentences.js";

/** The bullet or number that an item of a list begins with. */
const ITEM = /^\s*(?:[-*•–]|\d{1,2}[.)])\s+/u;

/** Takes an answer while it is written, and gives the claim that a footnote stands behind. */
export class ClaimReader {
  readonly #language: string;
  #pending = "";
  #last = "";

  constructor(language: string) {
    this.#language = language;
  }

  add(text: string): void {
    this.#pending += text;
  }

  /** The sentence before a footnote, or the part of it since the one before; an item of a list without its number. */
  take(): string {
    const line = this.#pending.trimEnd().split("\n").at(-1)?.replace(ITEM, "") ?? "";
    const last = sentences(line, this.#language).at(-1);
    const text = last && line.slice(last.start, last.end);
    if (text !== undefined && /[\p{L}\p{N}]/u.test(text)) {
      this.#last = text;
    }
    this.#pending = "";
    return this.#last;
  }
}
