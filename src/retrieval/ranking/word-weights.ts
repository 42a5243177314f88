import type { CollectionStatistics } from "../../core/ports/store/searching.js";
import { inverseDocumentFrequency } from "../../ranking/bm25.js";
import { stem } from "../../text/terms.js";
import { type Question, questionTerms } from "../question.js";
import type { WordMatches } from "./matched-texts.js";

/** What a word weighs that neither the index nor the vectors know. */
const DEFAULT_WEIGHT = 1;

/** The usual weight of a word's sense; see `WordSense`. */
const USUAL_SENSE = 15;

/** Makes the weights of words that passages hold about as large as those by their sense. */
const RARITY = 1.5;

/** What the words of a question weigh in passages of one language: as much as they are rare there. */
export class WordWeights {
  readonly values: readonly number[];
  /** Of all words together; never 0. */
  readonly total: number;

  /** @param statistics of the language; undefined where the index has none */
  constructor(question: Question, language: string, statistics: CollectionStatistics | undefined) {
    this.values = weigh(question, language, statistics);
    this.total = this.values.reduce((sum, value) => sum + value, 0) || 1;
  }

  /** The share of the question's weight that is matched, between 0 and 1. */
  share(matches: WordMatches): number {
    return this.values.reduce((sum, value, i) => sum + value * (matches[i] ?? 0), 0) / this.total;
  }
}

function weigh(question: Question, language: string, statistics: CollectionStatistics | undefined): number[] {
  const terms = questionTerms(question, [language]).get(language);
  return question.words.map(({ text, known }) => {
    const index = terms?.words.indexOf(stem(text, language)) ?? -1;
    if (statistics === undefined || index === -1) {
      return (known.sense?.weight ?? USUAL_SENSE * DEFAULT_WEIGHT) / USUAL_SENSE;
    }
    const { passages, frequencies } = statistics;
    const rarity = inverseDocumentFrequency(passages, frequencies.words[index] ?? 0);
    return (RARITY * rarity) / Math.log(1 + passages);
  });
}
