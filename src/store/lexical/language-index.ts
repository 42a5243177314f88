import { eachField, type Fields, type Terms } from "../../core/passage.js";
import type { CollectionStatistics, TermCounts } from "../../core/ports/store/searching.js";
import { type WeightedTerms, weighTerms } from "../../ranking/bm25.js";
import type { TopK } from "../top-k.js";
import type { LiveSegment, TermRanges } from "./live-segment.js";
import { binarySearch } from "./postings.js";
import { type TermFrequencies, visitTermFrequencies } from "./term-frequencies.js";

/** The passages of one language, with their own statistics. Immutable. */
export class LanguageIndex {
  readonly #segments: readonly LiveSegment[];
  readonly #size: number;
  readonly #averageLength: CollectionStatistics["averageLength"];
  /** Of each segment's passages. */
  readonly #norms: Fields<readonly Float64Array[]>;

  /** @param isLive whether a document, by its key, is still there */
  constructor(segments: readonly LiveSegment[], isLive: (document: number) => boolean) {
    this.#segments = segments;
    this.#size = segments.reduce((sum, { size }) => sum + size, 0);
    const passage = eachField(
      (field) => segments.reduce((sum, { lengths }) => sum + lengths[field], 0) / Math.max(1, this.#size),
    );
    this.#averageLength = { passage, paragraph: averageParagraphLength(segments, isLive) };
    this.#norms = eachField((field) => segments.map((segment) => segment.norms(field, passage[field])));
  }

  /** Scores every passage. */
  search(question: Terms, dictionary: TermIds): LanguageScores {
    const known = eachField((field) => question[field].map((term) => dictionary.idOf(term) ?? NO_ID));
    const ids = { ...known, words: this.#corrected(question, known.words, dictionary) };
    const found = this.#segments.map((segment) => ({
      segment,
      ranges: eachField((field) => segment.find(field, ids[field])),
    }));
    const statistics: CollectionStatistics = {
      passages: this.#size,
      averageLength: this.#averageLength,
      frequencies: eachField((field) => documentFrequencies(found, field)),
      ...(question.variantWeights !== undefined && { variantWeights: question.variantWeights }),
    };
    const weighted = weighTerms(statistics);
    const scored = found.map(({ segment, ranges }, i) => ({
      segment,
      ranges,
      scores: eachField((field) =>
        segment.score(
          field,
          ranges[field],
          weighted[field].idfs,
          this.#norms[field][i] ?? new Float64Array(),
        ),
      ),
    }));
    return new LanguageScores(scored, statistics, { weighted, ids });
  }

  /**
   * The ids of a question's words, and for a doubtful one that no passage holds that of the nearest word which one does:
   * of those at the same cost the most frequent, and none that the question holds itself.
   */
  #corrected({ words, doubtful }: Terms, ids: readonly number[], { near }: TermIds): readonly number[] {
    if (doubtful === undefined) {
      return ids;
    }
    return ids.map((id, i) => {
      const word = words[i] ?? "";
      const most = doubtful.get(word);
      if (most === undefined || this.#frequency(id) > 0) {
        return id;
      }
      const candidates = near(word, most)
        .filter((other) => !ids.includes(other.id))
        .map((other) => ({ ...other, frequency: this.#frequency(other.id) }))
        .filter(({ frequency }) => frequency > 0)
        .sort((a, b) => a.cost - b.cost || b.frequency - a.frequency || a.id - b.id);
      return candidates[0]?.id ?? id;
    });
  }

  /** In how many passages a word stands. */
  #frequency(id: number): number {
    return this.#segments.reduce((sum, segment) => {
      const [range] = segment.find("words", [id]);
      return range === undefined ? sum : sum + segment.documentFrequency("words", range);
    }, 0);
  }
}

/** The ids of terms. */
export interface TermIds {
  /** Undefined for a term that no text ever held. */
  idOf(term: string): number | undefined;
  /** Terms that are written nearly alike, nearest first. @param most the highest cost of edits */
  near(term: string, most: number): readonly NearId[];
}

/** A term that another may be a misspelling of. */
export interface NearId {
  readonly id: number;
  readonly cost: number;
}

/** Of a text that nothing is known of. */
export const NO_TERMS: TermCounts = { length: 0, counts: [] };

/** Of a term that no text ever held: ids begin at 1. */
const NO_ID = 0;

function documentFrequencies(found: readonly FoundTerms[], field: keyof Fields<unknown>): number[] {
  const frequencies: number[] = [];
  for (const { segment, ranges } of found) {
    for (const [term, range] of ranges[field].entries()) {
      frequencies[term] = (frequencies[term] ?? 0) + segment.documentFrequency(field, range);
    }
  }
  return frequencies;
}

/** Of the paragraphs that are still there. */
function averageParagraphLength(
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

/** A segment with the question's terms in it. */
interface FoundTerms {
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
