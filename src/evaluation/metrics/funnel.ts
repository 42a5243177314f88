import type { Outcome } from "../outcome.js";
import { citesGold } from "./answer-metrics.js";
import { share } from "./statistics.js";

/** Passages that count as found. */
const TEN = 10;

/** How far the answerable questions come, as shares of them. */
export interface Funnel {
  /** A document that holds gold is among those of the first ten passages. */
  readonly documentAmongTen: number | null;
  /** A passage that covers a gold span is among the first ten, three, or is the first. */
  readonly passageAmongTen: number | null;
  readonly passageAmongThree: number | null;
  readonly passageFirst: number | null;
  /** There is an answer. */
  readonly answered: number | null;
  /** There is one that contains a gold text or cites a gold span. */
  readonly answeredRight: number | null;
  /** There are excerpts instead, of which one holds gold. */
  readonly excerptsHoldGold: number | null;
  /** There is nothing that answers: a refusal, or excerpts without gold. */
  readonly refused: number | null;
}

export function funnelOf(answerable: readonly Outcome[]): Funnel {
  const within = (rank: number) => share(answerable, (outcome) => isWithin(rank, outcome));
  return {
    documentAmongTen: share(answerable, isDocumentFound),
    passageAmongTen: within(TEN),
    passageAmongThree: within(3),
    passageFirst: within(1),
    answered: share(answerable, ({ answer }) => answer.kind === "answer"),
    answeredRight: share(answerable, isAnsweredRight),
    excerptsHoldGold: share(answerable, ({ answer, isRefused }) => answer.kind === "excerpts" && !isRefused),
    refused: share(answerable, ({ isRefused }) => isRefused),
  };
}

/** Where a question fell out of the funnel, in the order of the path that it takes. */
export const STAGES = [
  "document",
  "passage",
  "refused",
  "among ten",
  "among three",
  "sentence",
  "excerpts",
  "unanswerable",
] as const;

/**
 * `document`, none that holds gold was found; `passage`, none among ten that covers gold; `refused`, though one is;
 * `among ten` and `among three`, answered from another passage than the right one, which stood fourth to tenth or
 * second to third; `sentence`, answered otherwise though the right passage was first; `excerpts`, shown but not
 * given as an answer; `unanswerable`, answered though the documents don't.
 */
export type Stage = (typeof STAGES)[number];

/** The stage where a question fell out; undefined if it went well. */
export function stageOf(outcome: Outcome): Stage | undefined {
  const { question, answer, isRefused } = outcome;
  if (!question.answerable) {
    return answer.answered ? "unanswerable" : undefined;
  }
  if (isAnsweredRight(outcome)) {
    return undefined;
  }
  if (answer.kind === "excerpts" && !isRefused) {
    return "excerpts";
  }
  if (!isWithin(TEN, outcome)) {
    return isDocumentFound(outcome) ? "passage" : "document";
  }
  if (isRefused) {
    return "refused";
  }
  if (!isWithin(3, outcome)) {
    return "among ten";
  }
  return isWithin(1, outcome) ? "sentence" : "among three";
}

/** Whether it is an answer that contains a gold text or cites a gold span. */
export function isAnsweredRight(outcome: Outcome): boolean {
  return outcome.containsGold || citesGold(outcome);
}

function isWithin(rank: number, { depth }: Outcome): boolean {
  return depth.rank !== null && depth.rank <= rank;
}

function isDocumentFound({ question, passages }: Outcome): boolean {
  const found = new Set(passages.slice(0, TEN).map(({ documentId }) => documentId));
  return question.gold.some(({ documentId }) => found.has(documentId));
}
