import { patternByLanguage } from "../../languages/find-language.js";
import type { Model } from "../../learned/model.js";
import { createScorer, type Scorer } from "../../learned/scorer.js";
import { softmax } from "../../learned/softmax.js";
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
  return model === undefined ? ({ rank }) => RANK * rank : createScorer(model, EXCERPT_FEATURES);
}

/** Log odds that an excerpt loses without a model, from the best passage to the last that is looked at. */
const RANK = -9;

/** From this score on a word counts as said. */
const SAID = 0.5;

/** A second excerpt says at least so much of the question's weight that the first doesn't. */
const ADDS = 0.2;

/** The runner-up is shown, too, if it loses no more to the best one in log odds. */
const CLOSE = 1;

/** A second question in a question: `and where`. */
const ASKS_AGAIN = patternByLanguage(
  ({ clauseJoiners, conversation }) => `(?:${clauseJoiners}) (?:${conversation?.questionWords ?? "(?!)"})`,
);

/** A candidate with what is thought of it. */
export interface RankedExcerpt extends ExcerptCandidate {
  /** What the scorer says; differences are log odds. */
  readonly logOdds: number;
  /** The probability that this of the candidates is the one that answers, if one does. */
  readonly probability: number;
}

/** The candidates, the likeliest to answer first. */
export function rankExcerpts(candidates: readonly ExcerptCandidate[], score: ExcerptScorer): RankedExcerpt[] {
  const logOdds = candidates.map(({ features }) => score(features));
  const probabilities = softmax(logOdds);
  return candidates
    .map((candidate, i) => ({
      ...candidate,
      logOdds: logOdds[i] ?? 0,
      probability: probabilities[i] ?? 0,
    }))
    .sort((a, b) => b.logOdds - a.logOdds);
}

/**
 * The excerpts that are shown as the answer: the likeliest one, and a second in two cases. Either several things are
 * compared, listed or asked for, and it says what the first doesn't; or it is a close call which of the best two
 * answers.
 */
export function chooseExcerpts(
  question: WeighedQuestion,
  [first, ...others]: readonly RankedExcerpt[],
): RankedExcerpt[] {
  if (first === undefined) {
    return [];
  }
  const added = asksForSeveral(question) ? others.find((other) => adds(other, first, question)) : undefined;
  const second = added ?? others.slice(0, 1).find(({ logOdds }) => first.logOdds - logOdds <= CLOSE);
  return second === undefined ? [first] : [first, second];
}

function adds(other: RankedExcerpt, first: RankedExcerpt, question: WeighedQuestion): boolean {
  const gained = other.matches.map((match, word) =>
    (first.matches[word] ?? 0) < SAID && match >= SAID ? match : 0,
  );
  return coverage(question, gained) >= ADDS;
}

/**
 * Whether the answer may stand in several places. Otherwise a word that the first excerpt lacks is mostly a paraphrase
 * of one that it has, or says nothing of the topic.
 */
function asksForSeveral({ text, language, answerType: { kinds } }: WeighedQuestion): boolean {
  return kinds.has("comparison") || kinds.has("list") || ASKS_AGAIN(language).test(fold(text));
}
