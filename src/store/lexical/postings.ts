/** The most texts that one segment numbers: their numbers take two bytes. */
export const MAX_TEXTS = 0x10000;

/** The most often a term counts in one text; BM25 has long stopped growing there. */
export const MAX_COUNT = 0xff;

/**
 * An inverted index of one field (Zobel and Moffat, "Inverted Files for Text Search Engines", 2006): for each
 * term the numbers of the texts that hold it, and how often. Immutable typed arrays, three bytes a posting,
 * searched as they lie in the file.
 */
export interface Postings {
  /** Each text's length in terms, repetitions counted. */
  readonly lengths: Uint32Array;
  /** Every term that occurs, ascending. */
  readonly terms: Uint32Array;
  /** Where the postings of each of `terms` start; one more entry marks the end. */
  readonly starts: Uint32Array;
  /** The number of each posting's text, ascending within a term. */
  readonly texts: Uint16Array;
  /** How often the term occurs there, at most `MAX_COUNT`. */
  readonly counts: Uint8Array;
}

/** Where a term's postings lie: from `start` up to `end`. */
export interface PostingsRange {
  readonly start: number;
  readonly end: number;
}

/** Where a term's postings lie; an empty range for a term that doesn't occur. */
export function postingsOf(postings: Postings, term: number): PostingsRange {
  const position = binarySearch(postings.terms, term);
  if (position < 0) {
    return { start: 0, end: 0 };
  }
  return { start: postings.starts[position] ?? 0, end: postings.starts[position + 1] ?? 0 };
}

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

/**
 * Makes postings in two passes over what they are made from, which both must show in the same order: `count`
 * for each posting, then `fill`. That order becomes the order of a term's postings.
 */
export class PostingsWriter {
  /** First each term's number of postings, then where its next one goes. */
  #byTerm = new Uint32Array(1024);
  #terms = new Uint32Array();
  #starts = new Uint32Array();
  #texts = new Uint16Array();
  #counts = new Uint8Array();

  /** Announces a posting, or several of one term. */
  count(term: number, postings = 1): void {
    if (term >= this.#byTerm.length) {
      this.#byTerm = grown(this.#byTerm, term + 1);
    }
    this.#byTerm[term] = (this.#byTerm[term] ?? 0) + postings;
  }

  /** Ends the counting. */
  layOut(): void {
    this.#terms = occurring(this.#byTerm);
    this.#starts = new Uint32Array(this.#terms.length + 1);
    let end = 0;
    for (const [position, term] of this.#terms.entries()) {
      const size = this.#byTerm[term] ?? 0;
      this.#byTerm[term] = end;
      end += size;
      this.#starts[position + 1] = end;
    }
    this.#texts = new Uint16Array(end);
    this.#counts = new Uint8Array(end);
  }

  /** @param count how often the term occurs in the text */
  fill(term: number, text: number, count: number): void {
    const position = this.#byTerm[term] ?? 0;
    this.#byTerm[term] = position + 1;
    this.#texts[position] = text;
    this.#counts[position] = Math.min(count, MAX_COUNT);
  }

  /** @param lengths of the texts, in terms */
  finish(lengths: Uint32Array): Postings {
    return { lengths, terms: this.#terms, starts: this.#starts, texts: this.#texts, counts: this.#counts };
  }
}

function grown(array: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(length, 2 * array.length));
  larger.set(array);
  return larger;
}

/** The terms that were counted at all, ascending. */
function occurring(counts: Uint32Array): Uint32Array<ArrayBuffer> {
  const size = counts.reduce((sum, count) => sum + Math.sign(count), 0);
  const terms = new Uint32Array(size);
  let position = 0;
  for (const [term, count] of counts.entries()) {
    if (count > 0) {
      terms[position++] = term;
    }
  }
  return terms;
}

/** Numbers from 0 to 2³² − 1 side by side in memory, of which more and more come. */
export class NumberList {
  #numbers = new Uint32Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Uint32Array(2 * this.#length);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length++] = number;
  }

  /** 0 outside of the list. */
  at(position: number): number {
    return position < this.#length ? (this.#numbers[position] ?? 0) : 0;
  }

  /** Keeps the first of them. */
  truncate(length: number): void {
    this.#length = Math.min(this.#length, length);
  }

  /** A copy of a part. */
  slice(start = 0, end = this.#length): Uint32Array<ArrayBuffer> {
    return this.#numbers.slice(start, Math.min(end, this.#length));
  }
}

/** Where a value stands in an ascending typed array, or −1. */
export function binarySearch(ascending: Uint32Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = ascending[middle] ?? 0;
    if (found === value) {
      return middle;
    }
    if (found < value) {
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return -1;
}
