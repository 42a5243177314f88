import type { Answer } from "../../core/answer.js";
import type { Outcome } from "../outcome.js";
import { auroc, mean, share } from "./statistics.js";

/** `containsGold`: the share of the answerable questions with an answer that contains a gold text. */
export function containsGold(answerable: readonly Outcome[]): number | null {
  return share(answerable, (outcome) => outcome.containsGold);
}

/** `goldShare`: the same, but a question for a list counts by the share of its gold texts. */
export function goldShare(answerable: readonly Outcome[]): number | null {
  return mean(answerable.map((outcome) => outcome.goldShare));
}

/** `citationPrecision`: the share of all citations of answers to answerable questions that overlap a gold span. */
export function citationPrecision(answerable: readonly Outcome[]): number | null {
  return share(
    answerable.flatMap((outcome) => (outcome.answer.kind === "answer" ? outcome.citations : [])),
    ({ isGold }) => isGold,
  );
}

/** `citationRecall`: the share of the answerable questions with an answer of which a citation overlaps a gold span. */
export function citationRecall(answerable: readonly Outcome[]): number | null {
  return share(answerable, citesGold);
}

/** Whether it is an answer, and one of its citations overlaps a gold span. */
export function citesGold({ answer, citations }: Outcome): boolean {
  return answer.kind === "answer" && citations.some(({ isGold }) => isGold);
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
 * where it is right: the share that was refused, or shown excerpts without gold.
 */
export function refused(outcomes: readonly Outcome[]): number | null {
  return share(outcomes, ({ isRefused }) => isRefused);
}

/** How many questions ended in which way, as shares of them. */
export interface OutcomeShares {
  readonly answer: number | null;
  readonly excerpts: number | null;
  readonly refusal: number | null;
}

export function outcomeShares(outcomes: readonly Outcome[]): OutcomeShares {
  const of = (kind: Answer["kind"]) => share(outcomes, ({ answer }) => answer.kind === kind);
  return { answer: of("answer"), excerpts: of("excerpts"), refusal: of("refusal") };
}

/** `auroc`: how well the refusal score, an answer's confidence, tells both kinds of questions apart; .5 is chance. */
export function separation(answerable: readonly Outcome[], unanswerable: readonly Outcome[]): number | null {
  const confidences = (outcomes: readonly Outcome[]) => outcomes.map(({ answer }) => answer.confidence);
  return auroc(confidences(answerable), confidences(unanswerable));
}
