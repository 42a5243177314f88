import type { Outcome } from "../outcome.js";

/** What went wrong with a question, for a person. */
export type Fault =
  | "answered, but nothing answers it"
  | "not found"
  | "found late"
  | "refused"
  | "another answer"
  | "another source";

/** The outcomes with the greatest loss, worst first; equal ones in the data set's order. Nothing lost, not listed. */
export function worstQuestions(outcomes: readonly Outcome[], count: number): readonly Outcome[] {
  return outcomes
    .filter((outcome) => loss(outcome) > 0)
    .toSorted((a, b) => loss(b) - loss(a))
    .slice(0, count);
}

/**
 * How badly a question went, from 0 to 2. With an answer: 1 − 1/rank of the first passage that holds the gold, plus
 * one half each for an answer without the gold's text and for citations beside it. Without an answer: 1 plus the
 * confidence, if it was answered.
 */
function loss({ question, depth, answer, containsGold, citations }: Outcome): number {
  if (!question.answerable) {
    return answer.answered ? 1 + answer.confidence : 0;
  }
  const retrieval = depth.rank === null ? 1 : 1 - 1 / depth.rank;
  const isCited = citations.some(({ isGold }) => isGold);
  return retrieval + (containsGold ? 0 : 0.5) + (isCited ? 0 : 0.5);
}

/** What there is to say about a question that lost something. */
export function faultsOf({ question, depth, answer, containsGold, citations }: Outcome): readonly Fault[] {
  if (!question.answerable) {
    return answer.answered ? ["answered, but nothing answers it"] : [];
  }
  const faults: Fault[] = [];
  if (depth.rank === null) {
    faults.push("not found");
  } else if (depth.rank > 1) {
    faults.push("found late");
  }
  if (!answer.answered) {
    return [...faults, "refused"];
  }
  if (!containsGold) {
    faults.push("another answer");
  }
  if (!citations.some(({ isGold }) => isGold)) {
    faults.push("another source");
  }
  return faults;
}
