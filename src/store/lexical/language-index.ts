import { eachField, type Fields, type Terms } from "../../core/passage.js";
import type { CollectionStatistics } from "../../core/ports/store/searching.js";
import { weighTerms } from "../../ranking/bm25.js";
import { type FoundTerms, LanguageScores } from "./language-scores.js";
import type { LiveSegment } from "./live-segment.js";
import type { Segment } from "./segment.js";

/** The passages of one language, with their own statistics. Immutable. */
export class LanguageIndex {
  readonly #segments: readonly LiveSegment[];
  /** How many passages. */
  readonly size: number;
  readonly #averageLength: CollectionStatistics["averageLength"];
  /** Of each segment's passages. */
  readonly #norms: Fields<readonly Float64Array[]>;

  private constructor(
    segments: readonly LiveSegment[],
    averageLength: CollectionStatistics["averageLength"],
    norms: Fields<readonly Float64Array[]>,
  ) {
    this.#segments = segments;
    this.size = segments.reduce((sum, { size }) => sum + size, 0);
    this.#averageLength = averageLength;
    this.#norms = norms;
  }

  /** @param isLive whether a document, by its key, is still there */
  static of(segments: readonly LiveSegment[], isLive: (document: number) => boolean): LanguageIndex {
    const size = segments.reduce((sum, segment) => sum + segment.size, 0);
    const passage = eachField(
      (field) => segments.reduce((sum, { lengths }) => sum + lengths[field], 0) / Math.max(1, size),
    );
    const norms = eachField((field) => segments.map((segment) => segment.norms(field, passage[field])));
    return new LanguageIndex(
      segments,
      { passage, paragraph: averageParagraphLength(segments, isLive) },
      norms,
    );
  }

  /** The same passages with other postings. @param postingsOf the postings that a segment's are replaced by */
  withPostings(postingsOf: (segment: Segment) => Segment["passages"]): LanguageIndex {
    const segments = this.#segments.map((live) => live.withPostings(postingsOf(live.segment)));
    return new LanguageIndex(segments, this.#averageLength, this.#norms);
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
      passages: this.size,
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
