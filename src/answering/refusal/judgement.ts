import type { Model } from "../../learned/model.js";
import { createScorer, type Scorer } from "../../learned/scorer.js";
import { probability } from "./answerability.js";
import { EVIDENCE_FEATURES, type EvidenceFeature } from "./evidence-features.js";

/** What is thought of what was found for a question, each as a probability. */
export interface Judgement {
  /** That it answers the question. */
  readonly answerability: number;
  /** That the answer shown is right. */
  readonly confidence: number;
}

/** Judges what was found by its features. */
export type Judge = (features: Readonly<Record<EvidenceFeature, number>>) => Judgement;

/**
 * Judges by what was learnt, or, without that, by the score of the best passage.
 * @throws FootnoteError `weights_unavailable` if a model uses a feature that isn't computed
 */
export function createJudge(models: {
  readonly answerability?: Model | undefined;
  readonly confidence?: Model | undefined;
}): Judge {
  const answerability = scorerOf(models.answerability);
  const confidence = scorerOf(models.confidence);
  return (features) => ({
    answerability: probability(answerability(features)),
    confidence: probability(confidence(features)),
  });
}

/** About the log odds that a fused score means. */
const SCORE = { weight: 19, bias: -6.5 };

function scorerOf(model: Model | undefined): Scorer<EvidenceFeature> {
  return model === undefined
    ? (features) => SCORE.weight * features["best.score"] + SCORE.bias
    : createScorer(model, EVIDENCE_FEATURES);
}
