import { MAX_COUNT, type Postings } from "./postings.js";

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
