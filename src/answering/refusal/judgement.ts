import type { RankedPassage } from "../../core/passage.js";
import type { Model } from "../../learned/model.js";
import { createScorer } from "../../learned/scorer.js";
import type { WeighedQuestion } from "../weighed-question.js";
import { logit, probability } from "./answerability.js";
import { answerabilityByRule } from "./coverage.js";
import { EVIDENCE_FEATURES, evidenceFeatures } from "./evidence-features.js";

/** What was found for a question. */
export interface Findings {
  /** What a writer reads, best first. */
  readonly context: readonly RankedPassage[];
  /** The same with more behind it, which tells how clear it is. */
  readonly found: readonly RankedPassage[];
  /** How many passages both legs proposed. */
  readonly candidates: number;
}

/** The probability that what was found answers a question, before it is calibrated. */
export type Judge = (question: WeighedQuestion, findings: Findings) => number;

/**
 * Judges by what was learnt, or, without that, by a rule.
 * @param model gives log odds
 * @throws FootnoteError `weights_unavailable` if it uses a feature that isn't computed
 */
export function createJudge(model: Model | undefined): Judge {
  const score = model && createScorer(model, EVIDENCE_FEATURES);
  return (question, findings) => {
    const { context, found } = findings;
    if (score === undefined || !isComparable(findings)) {
      return answerabilityByRule(question, context);
    }
    const features = evidenceFeatures(question, found);
    const learned = score(features);
    return probability(
      features.sameLanguage === 1
        ? learned - STRICTER
        : blend(learned, answerabilityByRule(question, context)),
    );
  };
}

/** What was learnt holds where about as many passages are proposed as it was learnt from. */
const MANY = 50;

/**
 * By how much the learnt log odds are lowered within a language. They are even where an answer is as likely as none; but
 * to answer what the documents don't say is worse than to show the passages that come closest.
 */
const STRICTER = 0.4;

/**
 * How much the rule counts across languages, and by how much the log odds are raised there: hardly any of the questions
 * that were learnt from was of that kind, and passages fit them less.
 */
const ACROSS = { ruleShare: 0.2, raised: 0.2 } as const;

/** More certain than this, in log odds, the rule isn't taken to be. */
const MOST_CERTAIN = 3;

function blend(learned: number, byRule: number): number {
  const rule = logit(byRule, MOST_CERTAIN);
  return (1 - ACROSS.ruleShare) * learned + ACROSS.ruleShare * rule + ACROSS.raised;
}

/** Whether the best passages are of the kind that was learnt from: many, in languages that the embedder knows. */
function isComparable({ found, candidates }: Findings): boolean {
  return candidates >= MANY && found[0]?.relation.embedderKnows === true;
}
