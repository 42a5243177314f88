import { eachField, type Fields } from "../core/passage.js";
import type { CollectionStatistics, TermCounts } from "../core/ports/store/searching.js";

/**
 * BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009) with the
 * idf that never turns negative, as Lucene has it. k1 and b are those that Trotman, Jia and Crane found
 * ("Towards an Efficient and Effective Search Engine", 2012) and Anserini uses.
 */
const K1 = 0.9;
const B = 0.4;

/** A question against one collection of texts: the idf of each of its terms, in their order. */
export interface WeightedTerms {
  readonly idfs: ArrayLike<number>;
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
 * can't be scored, but what it asks for is missing: its idf counts in the maximum. Other words for those of the
 * question count as much as they are weighed, and not in the maximum.
 */
export function weighTerms({
  passages,
  frequencies,
  variantWeights = [],
}: Pick<CollectionStatistics, "passages" | "frequencies" | "variantWeights">): Fields<WeightedTerms> {
  return eachField((field) => {
    const idfs = Float64Array.from(frequencies[field], (frequency) =>
      inverseDocumentFrequency(passages, frequency),
    );
    const variants = field === "words" ? variantWeights : [];
    const own = idfs.length - variants.length;
    const maximum = (K1 + 1) * idfs.subarray(0, own).reduce((sum, idf) => sum + idf, 0);
    for (const [i, weight] of variants.entries()) {
      idfs[own + i] = weight * (idfs[own + i] ?? 0);
    }
    return { idfs, maximum };
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
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] ?? 0;
    if (count > 0) {
      score += (idfs[i] ?? 0) * saturate(count, norm);
    }
  }
  return maximum === 0 ? 0 : Math.min(1, score / maximum);
}
