import {
  type Calibration,
  type Direction,
  directionKey,
  thresholdOf,
  uncalibrate,
} from "../answering/refusal/answerability.js";
import type { CalibratedDirections } from "../answering/refusal/calibration-file.js";
import { UNDETERMINED } from "../core/language.js";
import type { Outcome } from "./outcome.js";

/**
 * How much worse it is to refuse a question that has an answer than to answer one that has none: who is refused has
 * nothing, and who gets a wrong quote sees what it is.
 */
const FALSE_REFUSAL_COST = 4;

/** With fewer questions of either kind a threshold would be chance. */
const LEAST_QUESTIONS = 20;

/** Thresholds, and the directions that had too few questions for one. */
export interface DerivedThresholds {
  readonly directions: CalibratedDirections;
  readonly skipped: readonly string[];
}

/**
 * For each direction of question and passages, the answerability that costs least as a threshold: the share of the
 * answerable questions below it, times what a false refusal costs, and the share of the others above it. Where
 * several cost the same it is the one in the middle.
 *
 * @param calibration what the outcomes' answerabilities were shifted by
 */
export function deriveThresholds(
  outcomes: readonly Outcome[],
  calibration: Calibration | undefined,
): DerivedThresholds {
  const byDirection = new Map<string, { direction: Direction; outcomes: Outcome[] }>();
  for (const outcome of outcomes) {
    const direction = directionOf(outcome);
    const key = directionKey(direction);
    const group = byDirection.get(key) ?? { direction, outcomes: [] };
    group.outcomes.push(outcome);
    byDirection.set(key, group);
  }
  const directions: CalibratedDirections = {};
  const skipped: string[] = [];
  for (const [key, { direction, outcomes: group }] of byDirection) {
    const before = thresholdOf(calibration, direction);
    const raw = (isAnswerable: boolean) =>
      group
        .filter(({ question }) => question.answerable === isAnswerable)
        .map(({ answer }) => uncalibrate(answer.answerability, before));
    const [answerable, unanswerable] = [raw(true), raw(false)];
    if (Math.min(answerable.length, unanswerable.length) < LEAST_QUESTIONS) {
      skipped.push(key);
      continue;
    }
    const threshold = cheapest(answerable, unanswerable);
    directions[key] = {
      threshold,
      answerable: answerable.length,
      unanswerable: unanswerable.length,
      falseRefusal: below(answerable, threshold),
      trueRefusal: below(unanswerable, threshold),
    };
  }
  return { directions, skipped };
}

function directionOf({ answer, passages }: Outcome): Direction {
  const passage = (answer.passages[0] ?? passages[0])?.language ?? UNDETERMINED;
  return { question: answer.language, passage };
}

function cheapest(answerable: readonly number[], unanswerable: readonly number[]): number {
  const values = [...new Set([...answerable, ...unanswerable])].sort((a, b) => a - b);
  const candidates = values.slice(1).map((value, i) => (value + (values[i] ?? value)) / 2);
  const cost = (threshold: number) =>
    FALSE_REFUSAL_COST * below(answerable, threshold) + 1 - below(unanswerable, threshold);
  const costs = candidates.map(cost);
  const least = Math.min(...costs);
  const best = candidates.filter((_, i) => costs[i] === least);
  const middle = best[best.length >> 1] ?? 0.5;
  return Math.min(0.99, Math.max(0.01, middle));
}

function below(values: readonly number[], threshold: number): number {
  return values.filter((value) => value < threshold).length / values.length;
}
