import type { Scorer } from "../../learned/scorer.js";
import { coverage, type WeighedQuestion } from "../weighed-question.js";
import type { ExcerptCandidate, ExcerptFeatures } from "./excerpt-candidates.js";

/** Scores a candidate among those of its question, as learnt from questions with known answers. */
export type ExcerptScorer = Scorer<keyof ExcerptFeatures>;

/** From this score on a word counts as said. */
const SAID = 0.5;

/** A second excerpt says at least so much of the question's weight that the first doesn't. */
const ADDS = 0.2;

/** The candidates, the likeliest to answer first. */
export function rankExcerpts(
  candidates: readonly ExcerptCandidate[],
  score: ExcerptScorer,
): ExcerptCandidate[] {
  return candidates
    .map((candidate) => ({ candidate, score: score(candidate.features) }))
    .sort((a, b) => b.score - a.score)
    .map(({ candidate }) => candidate);
}

/**
 * The excerpts that are shown as the answer: the likeliest one, and a second only if it says what the question asks and
 * the first doesn't say.
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
  const second = others.find((other) => gain(other) >= ADDS);
  return second === undefined ? [first] : [first, second];
}
