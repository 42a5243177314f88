import { auroc } from "../../src/evaluation/metrics/statistics.js";
import type { ScoredExample } from "../tasks/task.js";

/** Figures by name; those that can't be counted are missing. */
export type Figures = Readonly<Record<string, number>>;

const DEPTHS = [1, 3, 10];
const BUDGETS = [1000, 2000, 4000];
const HIGH = 0.8;

/** Only what holds all of the gold, or lies within it, counts as right. */
const RIGHT = 1;

/**
 * `recall@k`: the share of examples with a right row among the best `k`. `recallInChars@n`: … among the best that fit
 * whole into `n` characters, of which the first always counts, as `eval` counts it.
 */
export function rankingFigures(scored: readonly ScoredExample[]): Figures {
  const ranked = scored.map(({ rows, scores }) =>
    rows
      .map((row, index) => ({ ...row, score: scores[index] ?? 0 }))
      .sort((a, b) => b.score - a.score)
      .map(({ label, characters }) => ({ isRight: label >= RIGHT, characters })),
  );
  const shareOf = (holds: (rows: (typeof ranked)[number]) => boolean) =>
    ranked.filter(holds).length / Math.max(1, ranked.length);
  const atDepth = DEPTHS.map((depth) => [
    `recall@${depth}`,
    shareOf((rows) => rows.slice(0, depth).some(({ isRight }) => isRight)),
  ]);
  const inBudget = BUDGETS.map((budget) => [
    `recallInChars@${budget}`,
    shareOf((rows) => {
      let used = 0;
      const fitting = rows.findIndex(({ characters }, index) => {
        used += characters;
        return index > 0 && used > budget;
      });
      return rows.slice(0, fitting === -1 ? rows.length : fitting).some(({ isRight }) => isRight);
    }),
  ]);
  return Object.fromEntries([...atDepth, ...inBudget]);
}

/**
 * Of scores that are log odds. `auroc`: the chance that what is right has a higher score than what is wrong; `brier`:
 * the mean squared distance of probability and truth (Brier 1950); `rightAt.8`: the share of those with a probability
 * of at least .8 that is right, and `sure` how many these are; `calibration`: the mean distance, over fifths of the
 * probabilities weighted by how many fall in them, of mean probability and share that is right.
 */
export function probabilityFigures(scored: readonly ScoredExample[]): Figures {
  const judged = scored.flatMap(({ rows, scores }) =>
    rows.map(({ label }, index) => ({ probability: 1 / (1 + Math.exp(-(scores[index] ?? 0))), label })),
  );
  const scoresOf = (isRight: boolean) =>
    judged.filter(({ label }) => label >= RIGHT === isRight).map(({ probability }) => probability);
  const separation = auroc(scoresOf(true), scoresOf(false));
  const sure = judged.filter(({ probability }) => probability >= HIGH);
  return {
    ...(separation === null ? {} : { auroc: separation }),
    brier: mean(judged.map(({ probability, label }) => (probability - label) ** 2)),
    calibration: calibrationError(judged),
    sure: sure.length / Math.max(1, judged.length),
    ...(sure.length === 0 ? {} : { "rightAt.8": mean(sure.map(({ label }) => label)) }),
  };
}

const BINS = 5;

function calibrationError(
  judged: readonly { readonly probability: number; readonly label: number }[],
): number {
  const bins = Array.from({ length: BINS }, (_, bin) =>
    judged.filter(({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)) === bin),
  );
  const distance = (bin: (typeof bins)[number]) =>
    Math.abs(mean(bin.map(({ probability }) => probability)) - mean(bin.map(({ label }) => label)));
  return bins.reduce((sum, bin) => sum + (bin.length * distance(bin)) / Math.max(1, judged.length), 0);
}

/** Figures of data sets as one, each counting alike; a figure that one of them lacks is a mean over the others. */
export function meanFigures(figures: readonly Figures[]): Figures {
  const names = new Set(figures.flatMap((of) => Object.keys(of)));
  return Object.fromEntries(
    Array.from(names, (name) => [
      name,
      mean(figures.flatMap((of) => (of[name] === undefined ? [] : [of[name]]))),
    ]),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
