import { patternByLanguage } from "../../languages/find-language.js";
import type { Model } from "../../learned/model.js";
import { createScorer, type Scorer } from "../../learned/scorer.js";
import { fold } from "../../text/words.js";
import { coverage, type WeighedQuestion } from "../weighed-question.js";
import { EXCERPT_FEATURES, type ExcerptCandidate, type ExcerptFeatures } from "./excerpt-candidates.js";

/** Says how likely an excerpt is to answer, beside the others of one question. */
export type ExcerptScorer = Scorer<keyof ExcerptFeatures>;

/**
 * Scores excerpts by what was learnt, or, without that, in the order of their best passages.
 * @throws FootnoteError `weights_unavailable` if the model uses a feature that isn't computed
 */
export function excerptScorer(model: Model | undefined): ExcerptScorer {
  return model === undefined ? ({ rank }) => -rank : createScorer(model, EXCERPT_FEATURES);
}

/** From this score on a word counts as said. */
const SAID = 0.5;

/** A second excerpt says at least so much of the question's weight that the first doesn't. */
const ADDS = 0.2;

/** A second question in a question: `and where`. */
const ASKS_AGAIN = patternByLanguage(
  ({ clauseJoiners, conversation }) => `(?:${clauseJoiners}) (?:${conversation?.questionWords ?? "(?!)"})`,
);

/** The candidates, the likeliest to answer first. */
export function rankExcerpts(
  candidates: readonly ExcerptCandidate[],
  score: ExcerptScorer,
): ExcerptCandidate[] {
  return candidates
    .map((candidate) => ({ candidate, worth: score(candidate.features) }))
    .sort((a, b) => b.worth - a.worth)
    .map(({ candidate }) => candidate);
}

/**
 * The excerpts that are shown as the answer: the likeliest one, and a second only if several things are compared, listed
 * or asked for, and it says what the first doesn't.
 */
export function chooseExcerpts(
  question: WeighedQuestion,
  candidates: readonly ExcerptCandidate[],
  score: ExcerptScorer,
): ExcerptCandidate[] {
  const [first, ...others] = rankExcerpts(candidates, score);
  if (first === undefined) {
    return [];
  }
  const gain = (other: ExcerptCandidate) =>
    coverage(
      question,
      other.matches.map((match, word) => ((first.matches[word] ?? 0) < SAID && match >= SAID ? match : 0)),
    );
  const second = asksForSeveral(question) ? others.find((other) => gain(other) >= ADDS) : undefined;
  return second === undefined ? [first] : [first, second];
}

/**
 * Whether the answer may stand in several places. Otherwise a word that the first excerpt lacks is mostly a paraphrase
 * of one that it has, or says nothing of the topic.
 */
function asksForSeveral({ text, language, answerType: { kinds } }: WeighedQuestion): boolean {
  return kinds.has("comparison") || kinds.has("list") || ASKS_AGAIN(language).test(fold(text));
}
