import type { Terms } from "../../core/passage.js";
import { type WeightedTerms, weighTerms } from "./bm25.js";
import { eachField, type Fields } from "./fields.js";
import { LanguageScores } from "./language-scores.js";
import type { LiveSegment } from "./live-segment.js";

/** The passages of one language, with their own statistics. Immutable. */
export class LanguageIndex {
  readonly #segments: readonly LiveSegment[];
  readonly #size: number;
  readonly #norms: Fields<readonly Float64Array[]>;
  readonly #paragraphLengths: Fields<number>;

  /** @param isLive whether a document, by its key, is still there */
  constructor(segments: readonly LiveSegment[], isLive: (document: number) => boolean) {
    this.#segments = segments;
    this.#size = segments.reduce((sum, { size }) => sum + size, 0);
    this.#norms = eachField((field) => {
      const total = segments.reduce((sum, { lengths }) => sum + lengths[field], 0);
      return segments.map((segment) => segment.norms(field, total / Math.max(1, this.#size)));
    });
    this.#paragraphLengths = averageLengths(segments, isLive);
  }

  /**
   * Scores every passage.
   * @param idOf a term's id, undefined for a term that no text ever held
   */
  search(question: Terms, idOf: (term: string) => number | undefined): LanguageScores {
    const weighted = eachField((field) => this.#weigh(field, Array.from(new Set(question[field]), idOf)));
    const segments = this.#segments.map((segment, i) => ({
      segment,
      ...eachField((field) =>
        segment.score(field, weighted[field], this.#norms[field][i] ?? new Float64Array()),
      ),
    }));
    return new LanguageScores(segments, weighted, this.#paragraphLengths);
  }

  #weigh(field: keyof Terms, ids: readonly (number | undefined)[]): WeightedTerms {
    return weighTerms(ids, this.#size, (term) =>
      this.#segments.reduce((sum, segment) => sum + segment.documentFrequency(field, term), 0),
    );
  }
}

/** The average lengths of the paragraphs that are still there. */
function averageLengths(
  segments: readonly LiveSegment[],
  isLive: (document: number) => boolean,
): Fields<number> {
  let count = 0;
  const totals = { words: 0, grams: 0 };
  for (const { segment } of segments) {
    const { documents, words, grams } = segment.paragraphs;
    for (const [i, document] of documents.entries()) {
      if (!isLive(document)) {
        continue;
      }
      count++;
      totals.words += words[i] ?? 0;
      totals.grams += grams[i] ?? 0;
    }
  }
  return eachField((field) => totals[field] / Math.max(1, count));
}
