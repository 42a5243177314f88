/**
 * BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009) with the
 * idf that never turns negative, as Lucene has it. k1 and b are those that Trotman, Jia and Crane found
 * ("Towards an Efficient and Effective Search Engine", 2012) and Anserini uses.
 */
const K1 = 0.9;
const B = 0.4;

/** A question against one collection of texts: its distinct terms, each with its idf. */
export interface WeightedTerms {
  readonly idfs: ReadonlyMap<number, number>;
  /** What a text would score that holds every term of the question endlessly often; 0 without terms. */
  readonly maximum: number;
}

/** ln(1 + (N − df + .5) / (df + .5)) of a term that occurs in `frequency` of `size` texts. */
export function inverseDocumentFrequency(size: number, frequency: number): number {
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
 * @param terms ids of the question's terms, each once; undefined for a term that no text ever held. Such a
 *   term can't be scored, but what it asks for is missing: its idf counts in the maximum.
 * @param size number of texts
 * @param frequencyOf in how many texts a term occurs
 */
export function weighTerms(
  terms: Iterable<number | undefined>,
  size: number,
  frequencyOf: (term: number) => number,
): WeightedTerms {
  const idfs = new Map<number, number>();
  let sum = 0;
  for (const term of terms) {
    const idf = inverseDocumentFrequency(size, term === undefined ? 0 : frequencyOf(term));
    if (term !== undefined) {
      idfs.set(term, idf);
    }
    sum += idf;
  }
  return { idfs, maximum: (K1 + 1) * sum };
}

/** A score as a share of the most the question could score, between 0 and 1. */
export function share(score: number, maximum: number): number {
  return maximum === 0 ? 0 : score / maximum;
}
