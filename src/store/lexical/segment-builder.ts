import { eachField, type Fields } from "../../core/passage.js";
import { MAX_TEXTS, NumberList, PostingsBuilder } from "./postings.js";
import type { Segment } from "./segment.js";

/** How much a builder holds: what it can be brought back to. */
export interface BuilderMark {
  readonly passages: number;
  readonly paragraphs: number;
}

/** Collects passages and paragraphs of one language, and makes segments of them. */
export class SegmentBuilder {
  readonly #language: string;
  readonly #keys = new NumberList();
  readonly #documents = new NumberList();
  readonly #postings = eachField(() => new PostingsBuilder());
  readonly #paragraphDocuments = new NumberList();
  readonly #paragraphLengths = eachField(() => new NumberList());

  /** @param language ISO 639-1 or `und` */
  constructor(language: string) {
    this.#language = language;
  }

  /** How much it holds. */
  get mark(): BuilderMark {
    return { passages: this.#keys.length, paragraphs: this.#paragraphDocuments.length };
  }

  /**
   * @param document the key of its document
   * @param lengths in terms, repetitions counted
   */
  addParagraph(document: number, lengths: Fields<number>): void {
    this.#paragraphDocuments.push(document);
    this.#paragraphLengths.words.push(lengths.words);
    this.#paragraphLengths.grams.push(lengths.grams);
  }

  /**
   * @param key above all that were added before
   * @param document the key of its document
   * @param terms ascending, with repetitions
   */
  addPassage(key: number, document: number, terms: Fields<Uint32Array>): void {
    this.#keys.push(key);
    this.#documents.push(document);
    this.#postings.words.add(terms.words);
    this.#postings.grams.add(terms.grams);
  }

  /** Forgets what was added after a mark. */
  truncate({ passages, paragraphs }: BuilderMark): void {
    this.#keys.truncate(passages);
    this.#documents.truncate(passages);
    this.#paragraphDocuments.truncate(paragraphs);
    for (const field of ["words", "grams"] as const) {
      this.#postings[field].truncate(passages);
      this.#paragraphLengths[field].truncate(paragraphs);
    }
  }

  /** All it holds, in as many segments as it takes; the first has the paragraphs. */
  build(): Segment[] {
    const { passages, paragraphs } = this.mark;
    const segments: Segment[] = [];
    for (let first = 0; first === 0 || first < passages; first += MAX_TEXTS) {
      const end = Math.min(passages, first + MAX_TEXTS);
      const withParagraphs = first === 0 ? paragraphs : 0;
      segments.push({
        language: this.#language,
        keys: this.#keys.slice(first, end),
        documents: this.#documents.slice(first, end),
        passages: eachField((field) => this.#postings[field].build(first, end)),
        paragraphs: {
          documents: this.#paragraphDocuments.slice(0, withParagraphs),
          ...eachField((field) => this.#paragraphLengths[field].slice(0, withParagraphs)),
        },
      });
    }
    return segments;
  }
}
