import type { ExampleGroup, Examples } from "./examples.js";

/**
 * What is minimised.
 * - `listwise`: the negative logarithm of the probability that a right row comes first, where a group's scores become
 *   probabilities by softmax (the marginal likelihood of ListNet's top-one model, Cao et al. 2007). Any right row of a
 *   group will do; groups without one, or with nothing else, say nothing.
 * - `logistic`: cross-entropy of every row's label with the score as its log odds.
 */
export type Objective = "listwise" | "logistic";

/** Loss and its derivatives by the scores of rows. */
export interface Derivatives {
  readonly gradient: Float64Array;
  /** The diagonal of the Hessian, or a bound above 0 where the loss isn't convex. */
  readonly hessian: Float64Array;
}

/** A row that is certain still has a say. */
const LEAST_HESSIAN = 1e-6;

/**
 * Computes the derivatives of a loss.
 * @param scores one a row
 * @param into is overwritten
 * @returns the loss, as a mean over groups by their weights
 */
export function derive(
  objective: Objective,
  examples: Examples,
  scores: Float64Array,
  into: Derivatives,
): number {
  const deriveGroup = objective === "listwise" ? deriveListwise : deriveLogistic;
  let loss = 0;
  for (const group of examples.groups) {
    loss += group.weight * deriveGroup(group, examples.labels, scores, into);
  }
  return loss / Math.max(1, examples.groups.length);
}

function deriveListwise(
  { start, end, weight }: ExampleGroup,
  labels: Float32Array,
  scores: Float64Array,
  { gradient, hessian }: Derivatives,
): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let row = start; row < end; row++) {
    highest = Math.max(highest, at(scores, row));
  }
  let all = 0;
  let right = 0;
  for (let row = start; row < end; row++) {
    const share = Math.exp(at(scores, row) - highest);
    all += share;
    right += share * at(labels, row);
  }
  if (right === 0) {
    gradient.fill(0, start, end);
    hessian.fill(0, start, end);
    return 0;
  }
  for (let row = start; row < end; row++) {
    const share = Math.exp(at(scores, row) - highest);
    const probability = share / all;
    gradient[row] = weight * (probability - (share * at(labels, row)) / right);
    hessian[row] = weight * Math.max(LEAST_HESSIAN, probability * (1 - probability));
  }
  return Math.log(all / right);
}

function deriveLogistic(
  { start, end, weight }: ExampleGroup,
  labels: Float32Array,
  scores: Float64Array,
  { gradient, hessian }: Derivatives,
): number {
  let loss = 0;
  for (let row = start; row < end; row++) {
    const score = at(scores, row);
    const probability = 1 / (1 + Math.exp(-score));
    const label = at(labels, row);
    gradient[row] = weight * (probability - label);
    hessian[row] = weight * Math.max(LEAST_HESSIAN, probability * (1 - probability));
    // log(1 + e^score) − label · score, without overflow
    loss += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - label * score;
  }
  return loss;
}

function at(values: Float64Array | Float32Array, index: number): number {
  return values[index] ?? 0;
}
