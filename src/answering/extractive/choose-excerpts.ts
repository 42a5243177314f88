import { patternByLanguage } from "../../languages/find-language.js";
import { fold } from "../../text/words.js";
import { coverage, type WeighedQuestion } from "../weighed-question.js";
import type { ExcerptCandidate, ExcerptFeatures } from "./excerpt-candidates.js";

/**
 * Weights of a conditional logit (McFadden 1974): the excerpts of one question compete, and the one that holds the gold
 * is to win. Fitted on six folders of real documents and, at a third of their weight, on XQuAD; on a folder left out it
 * chooses right for .65 of the questions, where the first passage's excerpt would be right for .57 and one of them is
 * for .79.
 */
const WEIGHTS: Readonly<Record<keyof ExcerptFeatures & string, number>> = {
  rank: -2.1,
  score: 0.9,
  relativeScore: 2.6,
  sentence: 2.3,
  sentences: -1,
  coverage: -0.8,
  coverageWithHeadings: 2.4,
  coverageOfKey: -0.2,
  coverageOfHeading: 2.2,
  type: 3.6,
  typeOfKey: 0.1,
  passages: 0.9,
};

/** From this score on a word counts as said. */
const SAID = 0.5;

/** A second excerpt says at least so much of the question's weight that the first doesn't. */
const ADDS = 0.2;

/** A second question in a question: `and where`. */
const ASKS_AGAIN = patternByLanguage(
  ({ clauseJoiners, conversation }) => `(?:${clauseJoiners}) (?:${conversation?.questionWords ?? "(?!)"})`,
);

/** The candidates, the likeliest to answer first. */
export function rankExcerpts(candidates: readonly ExcerptCandidate[]): ExcerptCandidate[] {
  return candidates
    .map((candidate) => ({ candidate, score: scoreOf(candidate.features) }))
    .sort((a, b) => b.score - a.score)
    .map(({ candidate }) => candidate);
}

/**
 * The excerpts that are shown as the answer: the likeliest one, and a second only if several things are compared, listed
 * or asked for, and it says what the first doesn't.
 */
export function chooseExcerpts(
  question: WeighedQuestion,
  candidates: readonly ExcerptCandidate[],
): ExcerptCandidate[] {
  const [first, ...others] = rankExcerpts(candidates);
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

function scoreOf(features: ExcerptFeatures): number {
  return Object.entries(WEIGHTS).reduce((sum, [name, weight]) => sum + weight * (features[name] ?? 0), 0);
}
