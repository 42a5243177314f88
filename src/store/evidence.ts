import type { Span } from "../core/document.js";

/** A sentence that tells something by itself has at least so many words; headings and stubs have fewer. */
const SENTENCE_WORDS = 4;

/** A sentence with its number of words and its cosine to the question. */
export interface ScoredSentence extends Span {
  readonly words: number;
  readonly cosine: number;
}

/** The id of a passage: stable for document and span. */
export function passageId(documentId: string, { start, end }: Span): string {
  return `${documentId}:${start}-${end}`;
}

/** The sentences that lie wholly inside a span. */
export function sentencesWithin<T extends Span>(sentences: readonly T[], span: Span): T[] {
  return sentences.filter(({ start, end }) => start >= span.start && end <= span.end);
}

/**
 * The best cosine with one sentence of a text: of those with at least four words if there are any, else of
 * all. A text without a whole sentence in it is its own sentence.
 * @param whole the cosine with the whole text
 */
export function bestSentenceCosine(sentences: readonly ScoredSentence[], whole: number): number {
  const long = sentences.filter(({ words }) => words >= SENTENCE_WORDS);
  const cosines = (long.length > 0 ? long : sentences).map(({ cosine }) => cosine);
  return cosines.length > 0 ? Math.max(...cosines) : whole;
}
