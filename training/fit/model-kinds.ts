import type { Model } from "../../src/learned/model.js";
import type { Examples } from "./examples.js";
import { fitLinear } from "./fit-linear.js";
import { fitTrees } from "./fit-trees.js";
import type { Objective } from "./objective.js";

/** A way to fit a model. */
export interface ModelKind {
  readonly name: string;
  fit(examples: Examples, objective: Objective): Model;
}

const TREES = {
  leastHessian: 1,
  l2: 5,
  rate: 0.06,
  groupShare: 0.6,
  featureShare: 0.5,
  directions: {},
  seed: 11,
};

/** The simplest first: of models that are equally good, it is taken. */
export const MODEL_KINDS: readonly ModelKind[] = [
  linear(0.1),
  linear(0.03),
  linear(0.01),
  linear(0.003),
  trees(150, 3, 8),
  trees(200, 4, 14),
];

function linear(l2: number): ModelKind {
  return { name: `linear, l2 ${l2}`, fit: (examples, objective) => fitLinear(examples, { objective, l2 }) };
}

function trees(rounds: number, depth: number, leaves: number): ModelKind {
  return {
    name: `${rounds} trees of depth ${depth}`,
    fit: (examples, objective) => fitTrees(examples, { ...TREES, objective, rounds, depth, leaves }),
  };
}
