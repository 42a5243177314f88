import { binarySearch } from "../binary-search.js";
import type { TermStatistics } from "./bm25.js";
import { type TermFrequencies, visitTermFrequencies } from "./term-frequencies.js";

/** The statistics of a collection of texts, held in typed arrays. */
export class DocumentFrequencies implements TermStatistics {
  readonly size: number;
  readonly averageLength: number;
  /** Each text's length in terms. */
  readonly lengths: Uint32Array;
  /** Every term that occurs, ascending. */
  readonly terms: Uint32Array;
  /** In how many texts each of `terms` occurs. */
  readonly frequencies: Uint32Array;

  constructor(texts: readonly TermFrequencies[]) {
    this.size = texts.length;
    this.lengths = new Uint32Array(texts.length);
    let byTerm = new Uint32Array(1024);
    for (const [text, frequencies] of texts.entries()) {
      let length = 0;
      visitTermFrequencies(frequencies, (term, count) => {
        if (term >= byTerm.length) byTerm = grow(byTerm, term + 1);
        byTerm[term] = (byTerm[term] ?? 0) + 1;
        length += count;
      });
      this.lengths[text] = length;
    }
    this.averageLength = this.lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, this.size);
    this.terms = occurring(byTerm);
    this.frequencies = this.terms.map((term) => byTerm[term] ?? 0);
  }

  documentFrequency(term: number): number {
    return this.frequencies[this.indexOf(term)] ?? 0;
  }

  /** Where a term stands in `terms`, or −1. */
  indexOf(term: number): number {
    return binarySearch(this.terms, term);
  }
}

function grow(array: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(length, 2 * array.length));
  larger.set(array);
  return larger;
}

/** The ids that were counted at all, ascending. */
function occurring(counts: Uint32Array): Uint32Array {
  const terms = new Uint32Array(counts.reduce((sum, count) => sum + Math.sign(count), 0));
  let position = 0;
  for (const [term, count] of counts.entries()) {
    if (count > 0) terms[position++] = term;
  }
  return terms;
}
