import type { Outcome } from "../outcome.js";
import { auroc, share } from "./statistics.js";

/** `containsGold`: the share of the answerable questions whose answer's text contains one gold text. */
export function containsGold(answerable: readonly Outcome[]): number | null {
  return share(answerable, (outcome) => outcome.containsGold);
}

/** `citationPrecision`: the share of all citations of answers to answerable questions that overlap a gold span. */
export function citationPrecision(answerable: readonly Outcome[]): number | null {
  return share(
    answerable.flatMap(({ citations }) => citations),
    ({ isGold }) => isGold,
  );
}

/** `citationRecall`: the share of the answerable questions with a citation that overlaps a gold span. */
export function citationRecall(answerable: readonly Outcome[]): number | null {
  return share(answerable, ({ citations }) => citations.some(({ isGold }) => isGold));
}

/** `quotesExact`: the share of the citations whose quote is the document's text at its offsets; under 1 is a bug. */
export function quotesExact(outcomes: readonly Outcome[]): number | null {
  return share(
    outcomes.flatMap(({ citations }) => citations),
    ({ isExact }) => isExact,
  );
}

/**
 * `falseRefusal` over answerable questions, where it is bad, and `trueRefusal` over those that can't be answered,
 * where it is right: the share that was refused.
 */
export function refused(outcomes: readonly Outcome[]): number | null {
  return share(outcomes, ({ answer }) => !answer.answered);
}

/** `auroc`: how well the refusal score, an answer's confidence, tells both kinds of questions apart; .5 is chance. */
export function separation(answerable: readonly Outcome[], unanswerable: readonly Outcome[]): number | null {
  const confidences = (outcomes: readonly Outcome[]) => outcomes.map(({ answer }) => answer.confidence);
  return auroc(confidences(answerable), confidences(unanswerable));
}
