import { createRandom } from "../../bench/corpus/random.js";
import type { RegressionTree, TreesModel } from "../../src/learned/model.js";
import { type Binned, bin } from "./binned.js";
import type { Examples } from "./examples.js";
import { growTree, type TreeOptions } from "./grow-tree.js";
import { derive, type Objective } from "./objective.js";

export interface TreesOptions extends Omit<TreeOptions, "directions"> {
  readonly objective: Objective;
  /** The number of trees. */
  readonly rounds: number;
  /** The shares of groups and of features, drawn anew, that each tree is grown on. */
  readonly groupShare: number;
  readonly featureShare: number;
  /** 1 or −1 for features that may only raise or lower the score. */
  readonly directions: Readonly<Record<string, number>>;
  readonly seed: number;
}

/** Fits gradient-boosted regression trees (Friedman 2001), each on random parts of groups and features. */
export function fitTrees(examples: Examples, options: TreesOptions): TreesModel {
  const { objective, rounds, groupShare, featureShare } = options;
  const { features, labels, groups } = examples;
  const binned = bin(examples);
  const random = createRandom(options.seed);
  const directions = features.map((name) => options.directions[name] ?? 0);
  const bias = objective === "logistic" ? logOdds(examples) : 0;
  const scores = new Float64Array(labels.length).fill(bias);
  const derivatives = { gradient: new Float64Array(labels.length), hessian: new Float64Array(labels.length) };
  const trees: RegressionTree[] = [];
  for (let round = 0; round < rounds; round++) {
    derive(objective, examples, scores, derivatives);
    const rows: number[] = [];
    for (const { start, end } of groups) {
      for (let row = random() < groupShare ? start : end; row < end; row++) {
        rows.push(row);
      }
    }
    const chosen = [...features.keys()].filter(() => random() < featureShare);
    if (rows.length === 0 || chosen.length === 0) {
      continue;
    }
    const tree = growTree(binned, derivatives, Int32Array.from(rows), chosen, { ...options, directions });
    trees.push(tree);
    addTree(scores, tree, binned);
  }
  return { kind: "trees", features: [...features], bias, trees };
}

/** The log odds of the mean label. */
function logOdds({ labels, groups }: Examples): number {
  let right = 0;
  let all = 0;
  for (const { start, end, weight } of groups) {
    for (let row = start; row < end; row++) {
      right += weight * (labels[row] ?? 0);
      all += weight;
    }
  }
  const share = (right + 0.5) / (all + 1);
  return Math.log(share / (1 - share));
}

/** Adds what a tree gives to the scores of all rows, also those it wasn't grown on. */
function addTree(scores: Float64Array, tree: RegressionTree, { columns, thresholds }: Binned): void {
  // A threshold's bin: rows go left up to it, as values do up to the threshold.
  const bins = tree.threshold.map((threshold, node) =>
    (thresholds[tree.feature[node] ?? 0] ?? []).indexOf(threshold),
  );
  const columnOf = tree.feature.map((feature) => columns[feature] ?? new Uint8Array());
  for (let row = 0; row < scores.length; row++) {
    let node = 0;
    while (tree.left[node] !== node) {
      const goesLeft = (columnOf[node]?.[row] ?? 0) <= (bins[node] ?? 0);
      node = (goesLeft ? tree.left[node] : tree.right[node]) ?? node;
    }
    scores[row] = (scores[row] ?? 0) + (tree.value[node] ?? 0);
  }
}
