import type { Model } from "../learned/model.js";
import { createScorer } from "../learned/scorer.js";
import type { RankedExcerpt } from "./extractive/choose-excerpts.js";
import { logit, probability } from "./refusal/answerability.js";

/** What the confidence in an answer goes by. */
export const CONFIDENCE_FEATURES = ["answerability", "first", "firstTwo", "lead"] as const;

type ConfidenceFeatures = Readonly<Record<(typeof CONFIDENCE_FEATURES)[number], number>>;

/** More certain than this, in log odds, nothing is taken to be. */
const MOST_CERTAIN = 6;

/** The lead, in log odds, of an excerpt that is the only one. */
const ALONE = 4;

/**
 * What tells whether an answer is right: whether the documents answer at all, in log odds, and how clear it is which
 * excerpt does, by the probabilities of the best one and of the best two, and by the distance of these in log odds.
 * @param answerability before it is calibrated
 * @param excerpts the likeliest to answer first, at least one
 */
export function confidenceFeatures(
  answerability: number,
  excerpts: readonly Pick<RankedExcerpt, "logOdds" | "probability">[],
): ConfidenceFeatures {
  const [first, second] = excerpts;
  const best = first?.probability ?? 0;
  return {
    answerability: logit(answerability, MOST_CERTAIN),
    first: best,
    firstTwo: best + (second?.probability ?? 0),
    lead: second === undefined ? ALONE : (first?.logOdds ?? 0) - second.logOdds,
  };
}

/**
 * Log odds of the learnt confidence are tempered (Platt 1999): among what is answered on folders that it wasn't fitted
 * on, the surest fifth is right no more often than the next one.
 */
const TEMPER = 0.8;

/** The probability that an answer is right. @param answerability before it is calibrated */
export type Confidence = (
  answerability: number,
  excerpts: readonly Pick<RankedExcerpt, "logOdds" | "probability">[],
) => number;

/**
 * Judges by what was learnt, or, without that, takes the two things that have to hold for independent.
 * @throws FootnoteError `weights_unavailable` if the model uses a feature that isn't computed
 */
export function createConfidence(model: Model | undefined): Confidence {
  const score = model && createScorer(model, CONFIDENCE_FEATURES);
  return (answerability, excerpts) => {
    if (excerpts.length === 0) {
      return 0;
    }
    const features = confidenceFeatures(answerability, excerpts);
    return score === undefined ? answerability * features.first : probability(TEMPER * score(features));
  };
}
