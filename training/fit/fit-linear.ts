import type { LinearModel } from "../../src/learned/model.js";
import type { Examples } from "./examples.js";
import { minimise } from "./lbfgs.js";
import { derive, type Objective } from "./objective.js";

export interface LinearOptions {
  readonly objective: Objective;
  /** How much half the sum of squared weights of standardised features costs, beside the mean loss of a group. */
  readonly l2: number;
}

const ITERATIONS = 300;
const TOLERANCE = 1e-6;

/** Below this standard deviation a feature is a constant, and has no weight. */
const CONSTANT = 1e-7;

/** Fits a weighted sum of features; standardisation is folded into the weights. Ranking has no use for a bias. */
export function fitLinear(examples: Examples, { objective, l2 }: LinearOptions): LinearModel {
  const { features, labels } = examples;
  const count = features.length;
  const groups = Math.max(1, examples.groups.length);
  const { values, means, factors } = standardised(examples);
  const scores = new Float64Array(labels.length);
  const derivatives = { gradient: new Float64Array(labels.length), hessian: new Float64Array(labels.length) };

  /** The last parameter is the bias. */
  const loss = (parameters: Float64Array, gradient: Float64Array): number => {
    scoreRows(values, parameters, scores);
    const fit = derive(objective, examples, scores, derivatives);
    sumSlopes(values, derivatives.gradient, gradient);
    let penalty = 0;
    for (let index = 0; index < count; index++) {
      const weight = parameters[index] ?? 0;
      penalty += (l2 / 2) * weight * weight;
      gradient[index] = (gradient[index] ?? 0) / groups + l2 * weight;
    }
    gradient[count] = objective === "logistic" ? (gradient[count] ?? 0) / groups : 0;
    return fit + penalty;
  };

  const fitted = minimise(loss, new Float64Array(count + 1), {
    iterations: ITERATIONS,
    tolerance: TOLERANCE,
  });
  const weights = features.map((_, index) => (fitted[index] ?? 0) * (factors[index] ?? 0));
  const shift = weights.reduce((sum, weight, index) => sum + weight * (means[index] ?? 0), 0);
  const bias = objective === "logistic" ? (fitted[count] ?? 0) - shift : 0;
  return { kind: "linear", features: [...features], weights, bias };
}

/** Scores every row by the weights and the bias, which stands behind them. */
function scoreRows(values: Float32Array, parameters: Float64Array, scores: Float64Array): void {
  const count = parameters.length - 1;
  const bias = parameters[count] ?? 0;
  for (let row = 0, place = 0; row < scores.length; row++) {
    let score = bias;
    for (let index = 0; index < count; index++, place++) {
      score += (parameters[index] ?? 0) * (values[place] ?? 0);
    }
    scores[row] = score;
  }
}

/** The derivatives by weights and bias of those by the scores of rows. */
function sumSlopes(values: Float32Array, slopes: Float64Array, gradient: Float64Array): void {
  const count = gradient.length - 1;
  gradient.fill(0);
  let place = 0;
  for (const slope of slopes) {
    for (let index = 0; index < count; index++, place++) {
      gradient[index] = (gradient[index] ?? 0) + slope * (values[place] ?? 0);
    }
    gradient[count] = (gradient[count] ?? 0) + slope;
  }
}

interface Standardised {
  /** Less the mean, over the standard deviation; row by row. */
  readonly values: Float32Array;
  readonly means: Float64Array;
  /** One over the standard deviation; 0 for a constant. */
  readonly factors: Float64Array;
}

function standardised({ features, values, labels }: Examples): Standardised {
  const count = features.length;
  const rows = labels.length;
  const means = new Float64Array(count);
  const factors = new Float64Array(count);
  const made = new Float32Array(values.length);
  for (let index = 0; index < count; index++) {
    let sum = 0;
    for (let place = index; place < values.length; place += count) {
      sum += values[place] ?? 0;
    }
    const mean = sum / rows;
    let squares = 0;
    for (let place = index; place < values.length; place += count) {
      squares += ((values[place] ?? 0) - mean) ** 2;
    }
    const deviation = Math.sqrt(squares / rows);
    const factor = deviation < CONSTANT ? 0 : 1 / deviation;
    for (let place = index; place < values.length; place += count) {
      made[place] = ((values[place] ?? 0) - mean) * factor;
    }
    means[index] = mean;
    factors[index] = factor;
  }
  return { values: made, means, factors };
}
