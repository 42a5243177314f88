import { NumberList } from "./number-list.js";
import type { Postings } from "./postings.js";
import { PostingsWriter } from "./postings-writer.js";

/** Collects the terms of texts, and inverts them when all are there. */
export class PostingsBuilder {
  readonly #lengths = new NumberList();
  /** Each text's terms, once each, text by text. */
  readonly #terms = new NumberList();
  /** How often each of `#terms` occurs in its text. */
  readonly #counts = new NumberList();
  /** Where each text's terms end. */
  readonly #ends = new NumberList();

  /** @param terms of the next text, ascending, with repetitions */
  add(terms: Uint32Array): void {
    for (let i = 0; i < terms.length; ) {
      const term = terms[i] ?? 0;
      const first = i;
      while (i < terms.length && terms[i] === term) {
        i++;
      }
      this.#terms.push(term);
      this.#counts.push(i - first);
    }
    this.#ends.push(this.#terms.length);
    this.#lengths.push(terms.length);
  }

  /** Keeps the first texts and forgets the others. */
  truncate(texts: number): void {
    const end = this.#ends.at(texts - 1);
    this.#terms.truncate(end);
    this.#counts.truncate(end);
    this.#ends.truncate(texts);
    this.#lengths.truncate(texts);
  }

  /** The postings of the texts from `first` up to `end`, numbered from 0. */
  build(first: number, end: number): Postings {
    const writer = new PostingsWriter();
    const start = this.#ends.at(first - 1);
    const terms = this.#terms.slice(start, this.#ends.at(end - 1));
    for (let i = 0; i < terms.length; i++) {
      writer.count(terms[i] as number);
    }
    writer.layOut();
    let i = 0;
    for (let text = first; text < end; text++) {
      const last = this.#ends.at(text) - start;
      for (; i < last; i++) {
        writer.fill(terms[i] as number, text - first, this.#counts.at(start + i));
      }
    }
    return writer.finish(this.#lengths.slice(first, end));
  }
}
