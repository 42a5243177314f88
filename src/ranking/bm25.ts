import { eachField, type Fields } from "../core/fields.js";
import type { Terms } from "../core/passage.js";
import type { CollectionStatistics, TermCounts } from "../core/ports/store/searching.js";

/**
 * BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009) with the
 * idf that never turns negative, as Lucene has it. k1 and b are those that Trotman, Jia and Crane found
 * ("Towards an Efficient and Effective Search Engine", 2012) and Anserini uses.
 */
const K1 = 0.9;
const B = 0.4;

/** A question against one collection of texts: its distinct terms, each with its idf. */
export interface WeightedTerms {
  readonly idfs: ReadonlyMap<string, number>;
  /** What a text would score that holds every term of the question endlessly often; 0 without terms. */
  readonly maximum: number;
}

/** ln(1 + (N − df + .5) / (df + .5)) of a term that occurs in `frequency` of `size` texts. */
function inverseDocumentFrequency(size: number, frequency: number): number {
  return Math.log(1 + (size - frequency + 0.5) / (frequency + 0.5));
}

/** What tempers a term's count in a text of this length. */
export function lengthNorm(length: number, averageLength: number): number {
  return K1 * (1 - B + (averageLength === 0 ? 0 : (B * length) / averageLength));
}

/** What `count` occurrences of a term of idf 1 add to the score. */
export function saturate(count: number, norm: number): number {
  return ((K1 + 1) * count) / (count + norm);
}

/**
 * Weighs a question's terms by how rare they are among the passages of a language. A term that no passage holds
 * can't be scored, but what it asks for is missing: its idf counts in the maximum.
 */
export function weighTerms(
  question: Terms,
  { passages, frequencies }: Pick<CollectionStatistics, "passages" | "frequencies">,
): Fields<WeightedTerms> {
  return eachField((field) => {
    const idfs = new Map(
      Array.from(new Set(question[field]), (term) => [
        term,
        inverseDocumentFrequency(passages, frequencies[field].get(term) ?? 0),
      ]),
    );
    let sum = 0;
    for (const idf of idfs.values()) {
      sum += idf;
    }
    return { idfs, maximum: (K1 + 1) * sum };
  });
}

/**
 * A text's BM25 scores as shares of the most the question could score, between 0 and 1: so they mean the same for
 * every question and corpus.
 * @param averageLength of texts like it, in terms
 */
export function bm25Shares(
  terms: Fields<TermCounts>,
  question: Fields<WeightedTerms>,
  averageLength: Fields<number>,
): Fields<number> {
  return eachField((field) => bm25Share(terms[field], question[field], averageLength[field]));
}

function bm25Share(
  { length, counts }: TermCounts,
  { idfs, maximum }: WeightedTerms,
  averageLength: number,
): number {
  const norm = lengthNorm(length, averageLength);
  let score = 0;
  for (const [term, count] of counts) {
    score += (idfs.get(term) ?? 0) * saturate(count, norm);
  }
  return maximum === 0 ? 0 : score / maximum;
}
