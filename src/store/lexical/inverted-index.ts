import { lengthNorm, saturate, share, type WeightedTerms } from "./bm25.js";
import { DocumentFrequencies } from "./document-frequencies.js";
import { type TermFrequencies, visitTermFrequencies } from "./term-frequencies.js";

/** The most often a term can count in one text; BM25 has long stopped growing there. */
const MAX_COUNT = 0xffff;

/** An immutable inverted index: for each term the texts that hold it, as slices of two typed arrays. */
export class InvertedIndex {
  readonly statistics: DocumentFrequencies;
  /** Where the postings of each of the statistics' terms start; one more entry marks the end. */
  readonly #starts: Uint32Array;
  readonly #texts: Uint32Array;
  readonly #counts: Uint16Array;
  /** BM25's length norm of each text. */
  readonly #norms: Float64Array;

  /** @param texts the texts' term frequencies; a text is known by its position from here on */
  constructor(texts: readonly TermFrequencies[]) {
    this.statistics = new DocumentFrequencies(texts);
    const { terms, frequencies, lengths, averageLength } = this.statistics;
    this.#norms = Float64Array.from(lengths, (length) => lengthNorm(length, averageLength));
    this.#starts = new Uint32Array(terms.length + 1);
    for (const [i, frequency] of frequencies.entries()) {
      this.#starts[i + 1] = (this.#starts[i] ?? 0) + frequency;
    }
    const postings = this.#starts.at(-1) ?? 0;
    this.#texts = new Uint32Array(postings);
    this.#counts = new Uint16Array(postings);
    this.#fill(texts);
  }

  #fill(texts: readonly TermFrequencies[]): void {
    const { terms } = this.statistics;
    const next = this.#starts.slice();
    const positions = new Uint32Array((terms.at(-1) ?? 0) + 1);
    for (const [position, term] of terms.entries()) positions[term] = position;
    for (const [text, frequencies] of texts.entries()) {
      visitTermFrequencies(frequencies, (term, count) => {
        const position = positions[term] ?? 0;
        const posting = next[position] ?? 0;
        next[position] = posting + 1;
        this.#texts[posting] = text;
        this.#counts[posting] = Math.min(count, MAX_COUNT);
      });
    }
  }

  /** Every text's BM25 share of the question, by the text's position. */
  score(question: WeightedTerms): Float64Array {
    const scores = new Float64Array(this.statistics.size);
    for (const [term, idf] of question.idfs) {
      const position = this.statistics.indexOf(term);
      if (position < 0) continue;
      const end = this.#starts[position + 1] ?? 0;
      for (let posting = this.#starts[position] ?? 0; posting < end; posting++) {
        const text = this.#texts[posting] ?? 0;
        const weight = saturate(this.#counts[posting] ?? 0, this.#norms[text] ?? 0);
        scores[text] = (scores[text] ?? 0) + idf * weight;
      }
    }
    return scores.map((score) => share(score, question.maximum));
  }
}

/** One text's BM25 share of the question, by the statistics of its collection. */
export function scoreText(
  frequencies: TermFrequencies,
  question: WeightedTerms,
  { averageLength }: { readonly averageLength: number },
): number {
  const counts: [idf: number, count: number][] = [];
  let length = 0;
  visitTermFrequencies(frequencies, (term, count) => {
    length += count;
    const idf = question.idfs.get(term);
    if (idf !== undefined) counts.push([idf, count]);
  });
  const norm = lengthNorm(length, averageLength);
  const score = counts.reduce((sum, [idf, count]) => sum + idf * saturate(count, norm), 0);
  return share(score, question.maximum);
}
