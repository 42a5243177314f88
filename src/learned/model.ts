import { z } from "zod";

const NAMES = z.array(z.string().min(1)).min(1).refine(isDistinct, "Every feature has one name of its own.");

/** A weighted sum of features. Standardisation is folded into weights and bias, so that it takes features as they are. */
const LINEAR = z
  .object({
    kind: z.literal("linear"),
    features: NAMES,
    weights: z.array(z.number()),
    bias: z.number(),
  })
  .refine(({ features, weights }) => features.length === weights.length, "Every feature has one weight.");

/**
 * A regression tree, node by node, the root first. A node without children is a leaf and refers to itself on both
 * sides; the leaf that a text's features lead to gives the tree's value.
 */
const TREE = z.object({
  /** The index of the feature that an inner node looks at. */
  feature: z.array(z.int().min(0)),
  /** Values up to the threshold go left. */
  threshold: z.array(z.number()),
  /** Indices of nodes; children come after their parent. */
  left: z.array(z.int().min(0)),
  right: z.array(z.int().min(0)),
  /** Of leaves; 0 elsewhere. */
  value: z.array(z.number()),
});

/** The sum of regression trees, as gradient boosting makes them; the learning rate is folded into their values. */
const TREES = z
  .object({
    kind: z.literal("trees"),
    features: NAMES,
    bias: z.number(),
    trees: z.array(TREE),
  })
  .refine(
    ({ features, trees }) => trees.every((tree) => isSound(tree, features.length)),
    "A tree's lists have one entry a node, children come after their parents, and features are known by index.",
  );

/** A fitted model: what it scores by, and its parameters. */
export const MODEL = z.discriminatedUnion("kind", [LINEAR, TREES]);

export type LinearModel = z.output<typeof LINEAR>;
export type TreesModel = z.output<typeof TREES>;
export type RegressionTree = z.output<typeof TREE>;
export type Model = z.output<typeof MODEL>;

function isDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

/** Whether a walk from the root ends at a leaf, whatever the features. */
function isSound({ feature, threshold, left, right, value }: RegressionTree, features: number): boolean {
  const nodes = value.length;
  const isComplete = [feature, threshold, left, right].every(({ length }) => length === nodes);
  const areFeaturesKnown = feature.every((index) => index < features);
  const isChild = (child: number | undefined, node: number) =>
    child !== undefined && child < nodes && child > node;
  const isNodeSound = (node: number) =>
    (left[node] === node && right[node] === node) ||
    (isChild(left[node], node) && isChild(right[node], node));
  return nodes > 0 && isComplete && areFeaturesKnown && value.every((_, node) => isNodeSound(node));
}
