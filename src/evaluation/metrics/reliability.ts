import type { Outcome } from "../outcome.js";
import { isAnsweredRight } from "./funnel.js";
import { mean, share } from "./statistics.js";

const BINS = 5;

/** An answer at least so sure counts as one with high confidence. */
const HIGH_CONFIDENCE = 0.8;

/** What was shown with a confidence within a fifth of its range. */
export interface ReliabilityBin {
  /** At least this confidence, and less than `to`; the last bin holds 1, too. */
  readonly from: number;
  readonly to: number;
  /** How many answers and excerpts. */
  readonly shown: number;
  /** Their mean confidence. */
  readonly confidence: number | null;
  /** The share of them that is right. */
  readonly right: number | null;
}

/**
 * What confidence means: an answer is right if it contains a gold text or cites a gold span, excerpts if one of them
 * holds gold. What is shown for a question that the documents don't answer is wrong.
 */
export interface Reliability {
  /** Over answers and excerpts, by confidence. As shares they make a reliability diagram (DeGroot and Fienberg 1983). */
  readonly bins: readonly ReliabilityBin[];
  /** How many answers have a confidence of .8 and more. */
  readonly answersAtHighConfidence: number;
  /** The share of them that is right. */
  readonly rightAtHighConfidence: number | null;
}

export function reliabilityOf(outcomes: readonly Outcome[]): Reliability {
  const shown = outcomes.filter(({ answer }) => answer.kind === "answer" || answer.kind === "excerpts");
  const sure = shown.filter(({ answer }) => answer.kind === "answer" && answer.confidence >= HIGH_CONFIDENCE);
  return {
    bins: Array.from({ length: BINS }, (_, bin) => binOf(shown, bin)),
    answersAtHighConfidence: sure.length,
    rightAtHighConfidence: share(sure, isRight),
  };
}

function binOf(shown: readonly Outcome[], bin: number): ReliabilityBin {
  const within = shown.filter(
    ({ answer }) => Math.min(BINS - 1, Math.floor(answer.confidence * BINS)) === bin,
  );
  return {
    from: bin / BINS,
    to: (bin + 1) / BINS,
    shown: within.length,
    confidence: mean(within.map(({ answer }) => answer.confidence)),
    right: share(within, isRight),
  };
}

function isRight(outcome: Outcome): boolean {
  return outcome.answer.kind === "excerpts" ? !outcome.isRefused : isAnsweredRight(outcome);
}
