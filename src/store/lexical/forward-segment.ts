import { eachField, type Fields } from "../../core/passage.js";
import { binarySearch, type Postings } from "./postings.js";
import type { Segment } from "./segment.js";

/** Keys from `first` to `last`, both included. */
export interface KeyRange {
  readonly first: number;
  readonly last: number;
}

/** What each text holds, text by text: postings turned round. */
interface ForwardPostings {
  /** Where the terms of each text start; one more entry marks the end. */
  readonly starts: Uint32Array;
  /** Ascending within a text. */
  readonly terms: Uint32Array;
  /** How often each term is there, at most `MAX_COUNT`. */
  readonly counts: Uint8Array;
}

/** The passages of a segment with their terms, which a segment holds by term only. */
export class ForwardSegment {
  readonly #keys: Uint32Array;
  readonly #fields: Fields<ForwardPostings>;

  constructor({ keys, passages }: Segment) {
    this.#keys = keys;
    this.#fields = eachField((field) => turnRound(passages[field]));
  }

  /** The number of its postings. */
  get size(): number {
    return this.#fields.words.terms.length + this.#fields.grams.terms.length;
  }

  /** The lowest and the highest of its passages' keys. */
  get extent(): KeyRange {
    return { first: this.#keys[0] ?? 0, last: this.#keys.at(-1) ?? 0 };
  }

  /** The ids of a passage's terms, ascending, with repetitions; undefined if the passage isn't in the segment. */
  termsOf(passage: number): Fields<number[]> | undefined {
    const text = binarySearch(this.#keys, passage);
    return text < 0 ? undefined : eachField((field) => termsOfText(this.#fields[field], text));
  }
}

/** A counting sort by text. */
function turnRound({ lengths, terms, starts, texts, counts }: Postings): ForwardPostings {
  const next = new Uint32Array(lengths.length + 1);
  for (let posting = 0; posting < texts.length; posting++) {
    const after = (texts[posting] ?? 0) + 1;
    next[after] = (next[after] ?? 0) + 1;
  }
  for (let text = 0; text < lengths.length; text++) {
    next[text + 1] = (next[text + 1] ?? 0) + (next[text] ?? 0);
  }
  const forward = {
    starts: next.slice(),
    terms: new Uint32Array(texts.length),
    counts: new Uint8Array(texts.length),
  };
  for (let term = 0; term < terms.length; term++) {
    for (let posting = starts[term] ?? 0; posting < (starts[term + 1] ?? 0); posting++) {
      const text = texts[posting] ?? 0;
      const place = next[text] ?? 0;
      next[text] = place + 1;
      forward.terms[place] = terms[term] ?? 0;
      forward.counts[place] = counts[posting] ?? 0;
    }
  }
  return forward;
}

function termsOfText({ starts, terms, counts }: ForwardPostings, text: number): number[] {
  const ids: number[] = [];
  for (let place = starts[text] ?? 0; place < (starts[text + 1] ?? 0); place++) {
    for (let i = counts[place] ?? 0; i > 0; i--) {
      ids.push(terms[place] ?? 0);
    }
  }
  return ids;
}
