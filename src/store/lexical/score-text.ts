import { lengthNorm, saturate, share, type WeightedTerms } from "./bm25.js";
import { type TermFrequencies, visitTermFrequencies } from "./term-frequencies.js";

/** One text's BM25 share of the question. @param averageLength of texts like it, in terms */
export function scoreText(
  frequencies: TermFrequencies,
  question: WeightedTerms,
  averageLength: number,
): number {
  const counts: [idf: number, count: number][] = [];
  let length = 0;
  visitTermFrequencies(frequencies, (term, count) => {
    length += count;
    const idf = question.idfs.get(term);
    if (idf !== undefined) {
      counts.push([idf, count]);
    }
  });
  const norm = lengthNorm(length, averageLength);
  const score = counts.reduce((sum, [idf, count]) => sum + idf * saturate(count, norm), 0);
  return share(score, question.maximum);
}
