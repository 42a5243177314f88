import { eachField, type Fields } from "../../core/passage.js";
import type { CollectionStatistics, TermCounts } from "../../core/ports/store/searching.js";
import type { WeightedTerms } from "../../ranking/bm25.js";
import type { TopK } from "../top-k.js";
import type { LiveSegment, TermRanges } from "./live-segment.js";
import { binarySearch } from "./postings.js";
import { type TermFrequencies, visitTermFrequencies } from "./term-frequencies.js";

/** Of a text that nothing is known of. */
export const NO_TERMS: TermCounts = { length: 0, counts: [] };

/** A segment with the question's terms in it. */
export interface FoundTerms {
  readonly segment: LiveSegment;
  readonly ranges: Fields<TermRanges>;
}

/** The BM25 scores of one segment's passages. */
interface SegmentScores extends FoundTerms {
  readonly scores: Fields<Float64Array>;
}

/** What a question gives to the passages of one language. */
export class LanguageScores {
  readonly statistics: CollectionStatistics;
  readonly #segments: readonly SegmentScores[];
  readonly #weighted: Fields<WeightedTerms>;
  readonly #asked: Fields<AskedTerms>;

  constructor(
    segments: readonly SegmentScores[],
    statistics: CollectionStatistics,
    question: {
      readonly weighted: Fields<WeightedTerms>;
      readonly ids: Fields<readonly number[]>;
    },
  ) {
    this.statistics = statistics;
    this.#segments = segments;
    this.#weighted = question.weighted;
    this.#asked = eachField((field) => askedTerms(question.ids[field]));
  }

  /**
   * Offers the keys of the passages that share a term with the question, scored by their share of words +
   * `gramWeight` × share of grams.
   * @param among the keys of the passages that are wanted, undefined for all
   */
  offer(top: TopK, gramWeight: number, among: Uint32Array | undefined): void {
    const perScore = eachField((field) => {
      const { maximum } = this.#weighted[field];
      return maximum === 0 ? 0 : 1 / maximum;
    });
    const perGramScore = gramWeight * perScore.grams;
    for (const { segment, scores } of this.#segments) {
      const { words, grams } = scores;
      const { keys } = segment.segment;
      const numbers = among && numbersOf(among, keys);
      const count = numbers?.length ?? keys.length;
      let least = leastOf(top);
      // Most passages fall through here, so that this loop is as short as it can be.
      for (let i = 0; i < count; i++) {
        const text = numbers === undefined ? i : (numbers[i] as number);
        const score = (words[text] as number) * perScore.words + (grams[text] as number) * perGramScore;
        if (score < least || !segment.isLive(text)) {
          continue;
        }
        top.offer(keys[text] as number, score);
        least = leastOf(top);
      }
    }
  }

  /**
   * How often the question's terms occur in passages, by key.
   * @param keys ascending; those of other languages are left out
   */
  *passages(keys: readonly number[]): Generator<[key: number, Fields<TermCounts>], void> {
    for (const { segment, ranges } of this.#segments) {
      const found: { readonly key: number; readonly text: number }[] = [];
      for (const key of keys) {
        const text = binarySearch(segment.segment.keys, key);
        if (text >= 0) {
          found.push({ key, text });
        }
      }
      const numbers = found.map(({ text }) => text);
      const words = segment.count("words", ranges.words, numbers);
      const grams = segment.count("grams", ranges.grams, numbers);
      for (const [i, { key }] of found.entries()) {
        yield [key, { words: words[i] ?? NO_TERMS, grams: grams[i] ?? NO_TERMS }];
      }
    }
  }

  /** How often they occur in a paragraph. */
  paragraph(frequencies: Fields<TermFrequencies>): Fields<TermCounts> {
    return eachField((field) => countTerms(frequencies[field], this.#asked[field]));
  }
}

/** The numbers of a segment's passages that have one of some keys. */
function numbersOf(wanted: Uint32Array, keys: Uint32Array): readonly number[] {
  return Array.from(wanted, (key) => binarySearch(keys, key)).filter((text) => text >= 0);
}

/** A question's terms by ascending id. */
interface AskedTerms {
  readonly ids: Uint32Array;
  /** The place of each in the question. */
  readonly places: Uint32Array;
}

function askedTerms(ids: readonly number[]): AskedTerms {
  const places = Uint32Array.from(ids.keys()).sort((a, b) => (ids[a] ?? 0) - (ids[b] ?? 0));
  return { ids: places.map((place) => ids[place] ?? 0), places };
}

function countTerms(frequencies: TermFrequencies, { ids, places }: AskedTerms): TermCounts {
  const counts = new Uint32Array(ids.length);
  let length = 0;
  let next = 0;
  // Both are in ascending order, so that no term has to be looked up.
  visitTermFrequencies(frequencies, (id, count) => {
    length += count;
    while (next < ids.length && (ids[next] as number) < id) {
      next++;
    }
    if (ids[next] === id) {
      counts[places[next] as number] = count;
    }
  });
  return { length, counts };
}

/** The least score that is worth offering: one that shares nothing with the question never is. */
function leastOf({ threshold }: TopK): number {
  return Math.max(Number.MIN_VALUE, threshold);
}
