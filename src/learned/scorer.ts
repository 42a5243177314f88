import { FootnoteError } from "../core/errors.js";
import type { LinearModel, Model, TreesModel } from "./model.js";

/** Features by name. */
export type Features<Name extends string> = Readonly<Record<Name, number>>;

/** Scores one record of features; higher is better, the scale is the model's. */
export type Scorer<Name extends string> = (features: Features<Name>) => number;

/** Scores the values of a model's features, in the model's order. */
export type ValueScorer = (values: ArrayLike<number>) => number;

/**
 * Makes a model ready to score.
 * @param names the features that are computed; the model may use a part of them
 * @throws FootnoteError `weights_unavailable` if the model uses a feature that isn't computed
 */
export function createScorer<Name extends string>(model: Model, names: readonly Name[]): Scorer<Name> {
  const used = model.features.map((feature) => {
    const name = names.find((name) => name === feature);
    if (name === undefined) {
      throw new FootnoteError(
        "weights_unavailable",
        `The weights were fitted on a feature ${JSON.stringify(feature)} that this version doesn't compute; install Footnote's own models/weights.json again, or run npm run train`,
      );
    }
    return name;
  });
  const score = createValueScorer(model);
  const values = new Float64Array(used.length);
  return (features) => {
    for (const [index, name] of used.entries()) {
      values[index] = features[name];
    }
    return score(values);
  };
}

/** Makes a model ready to score values that are in its features' order. */
export function createValueScorer(model: Model): ValueScorer {
  return model.kind === "linear" ? linearScorer(model) : treesScorer(model);
}

function linearScorer({ weights, bias }: LinearModel): ValueScorer {
  return (values) => weights.reduce((sum, weight, index) => sum + weight * (values[index] ?? 0), bias);
}

/** All trees stand in one array each of features, thresholds and children, which the processor's cache likes. */
function treesScorer({ trees, bias }: TreesModel): ValueScorer {
  const roots: number[] = [];
  let nodes = 0;
  for (const { value } of trees) {
    roots.push(nodes);
    nodes += value.length;
  }
  const feature = Uint16Array.from(trees.flatMap((tree) => tree.feature));
  const threshold = Float64Array.from(trees.flatMap((tree) => tree.threshold));
  const value = Float64Array.from(trees.flatMap((tree) => tree.value));
  const absolute = (side: "left" | "right") =>
    Uint32Array.from(trees.flatMap((tree, index) => tree[side].map((node) => node + (roots[index] ?? 0))));
  const left = absolute("left");
  const right = absolute("right");
  return (values) => {
    let sum = bias;
    for (const root of roots) {
      let node = root;
      for (;;) {
        const isLeft = (values[feature[node] ?? 0] ?? 0) <= (threshold[node] ?? 0);
        const next = (isLeft ? left[node] : right[node]) ?? node;
        if (next === node) {
          break;
        }
        node = next;
      }
      sum += value[node] ?? 0;
    }
    return sum;
  };
}
