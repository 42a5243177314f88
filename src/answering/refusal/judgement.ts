import type { RankedPassage } from "../../core/passage.js";
import type { Model } from "../../learned/model.js";
import { createScorer, type Scorer } from "../../learned/scorer.js";
import type { WeighedQuestion } from "../weighed-question.js";
import { logit, probability } from "./answerability.js";
import { answerabilityByRule } from "./coverage.js";
import { EVIDENCE_FEATURES, type EvidenceFeature, evidenceFeatures, READ } from "./evidence-features.js";

/** What is thought of what was found for a question, each as a probability. */
export interface Judgement {
  /** That it answers the question. */
  readonly answerability: number;
  /** That the answer shown is right. */
  readonly confidence: number;
}

/**
 * Judges what was found for a question.
 * @param found best first, more than a writer reads
 * @param candidates how many passages both legs proposed
 */
export type Judge = (
  question: WeighedQuestion,
  found: readonly RankedPassage[],
  candidates: number,
) => Judgement;

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
  return (question, found, candidates) => {
    if (found.length === 0) {
      return { answerability: 0, confidence: 0 };
    }
    const features = evidenceFeatures(question, found);
    const byRule = answerabilityByRule(question, found.slice(0, READ));
    return {
      answerability: isComparable(found, candidates) ? blend(answerability(features), byRule) : byRule,
      confidence: probability(TEMPERED.slope * confidence(features) + TEMPERED.bias),
    };
  };
}

/** What was learnt holds where about as many passages are proposed as it was learnt from. */
const MANY = 70;

/** By how much the learnt log odds are lowered, so that one threshold holds for them and for the rule. */
const STRICTER = 0.95;

/**
 * How much the rule counts beside what was learnt. It knows prose better that says a thing in the question's words, and
 * with a little of it both kinds of folders are told apart about as well as by what is best for each.
 */
const RULE_SHARE = 0.15;

/** More certain than this, in log odds, the rule isn't taken to be. */
const MOST_CERTAIN = 3;

function blend(learned: number, byRule: number): number {
  const rule = Math.min(MOST_CERTAIN, Math.max(-MOST_CERTAIN, logit(byRule)));
  return probability((1 - RULE_SHARE) * (learned - STRICTER) + RULE_SHARE * rule);
}

/** Whether the best passages are of the kind that was learnt from: many, in the question's language, and embedded. */
function isComparable(found: readonly RankedPassage[], candidates: number): boolean {
  const relation = found[0]?.relation;
  return candidates >= MANY && relation?.sameLanguage === true && relation.embedderKnows;
}

/**
 * Log odds of the learnt confidence are tempered (Platt 1999): on folders that it wasn't fitted on, sure answers were
 * less often right than it says, and unsure ones more often.
 */
const TEMPERED = { slope: 0.65, bias: 0.15 };

/** About the log odds that a fused score means. */
const SCORE = { weight: 19, bias: -6.5 };

function scorerOf(model: Model | undefined): Scorer<EvidenceFeature> {
  return model === undefined
    ? (features) => SCORE.weight * features["best.score"] + SCORE.bias
    : createScorer(model, EVIDENCE_FEATURES);
}
