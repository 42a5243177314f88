import type { Terms } from "../../core/passage.js";
import { binarySearch } from "../binary-search.js";
import type { TopK } from "../top-k.js";
import { share, type WeightedTerms, weighTerms } from "./bm25.js";
import { eachField, type Fields } from "./fields.js";
import { type LiveSegment, scoreText } from "./live-segment.js";
import type { TermFrequencies } from "./term-frequencies.js";

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

/**
 * What character 4-grams weigh beside words where candidates are picked. They say much the same as the
 * words and find parts of compounds and inflections besides; at equal weight they would drown the words.
 */
const GRAM_WEIGHT = 0.3;

/** The BM25 scores of one segment's passages. */
interface SegmentScores extends Fields<Float64Array> {
  readonly segment: LiveSegment;
}

/** What a question gives to the passages of one language. */
export class LanguageScores {
  readonly #segments: readonly SegmentScores[];
  readonly #question: Fields<WeightedTerms>;
  readonly #paragraphLengths: Fields<number>;

  constructor(
    segments: readonly SegmentScores[],
    question: Fields<WeightedTerms>,
    paragraphLengths: Fields<number>,
  ) {
    this.#segments = segments;
    this.#question = question;
    this.#paragraphLengths = paragraphLengths;
  }

  /**
   * Offers the keys of the passages that share a term with the question.
   * @param accepts whether passages of a document, by its key, are wanted
   */
  offer(top: TopK, accepts: (document: number) => boolean): void {
    const weights = eachField((field) => {
      const { maximum } = this.#question[field];
      return maximum === 0 ? 0 : 1 / maximum;
    });
    const gramWeight = GRAM_WEIGHT * weights.grams;
    for (const { segment, words, grams } of this.#segments) {
      const { keys, documents } = segment.segment;
      let least = leastOf(top);
      // Most passages fall through here, so that this loop is as short as it can be.
      for (let text = 0; text < keys.length; text++) {
        const score = (words[text] as number) * weights.words + (grams[text] as number) * gramWeight;
        if (score < least) {
          continue;
        }
        if (!segment.isLive(text) || !accepts(documents[text] as number)) {
          continue;
        }
        top.offer(keys[text] as number, score);
        least = leastOf(top);
      }
    }
  }

  /** A passage's shares of what the question could score, by its key; undefined for one of another language. */
  passage(key: number): Fields<number> | undefined {
    for (const scores of this.#segments) {
      const text = binarySearch(scores.segment.segment.keys, key);
      if (text >= 0) {
        return eachField((field) => share(scores[field][text] ?? 0, this.#question[field].maximum));
      }
    }
    return undefined;
  }

  /** A paragraph's shares: a term weighs as much as in a passage. */
  paragraph(frequencies: Fields<TermFrequencies>): Fields<number> {
    return eachField((field) =>
      scoreText(frequencies[field], this.#question[field], this.#paragraphLengths[field]),
    );
  }
}

/** The least score that is worth offering: one that shares nothing with the question never is. */
function leastOf({ threshold }: TopK): number {
  return Math.max(Number.MIN_VALUE, threshold);
}
