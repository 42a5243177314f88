import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MODEL, type RegressionTree } from "../../../src/learned/model.js";
import { createScorer } from "../../../src/learned/scorer.js";

const NAMES = ["words", "cosine", "length"] as const;
type Name = (typeof NAMES)[number];

const NUMBER = fc.double({ min: -10, max: 10, noNaN: true });
const FEATURES = fc.record<Record<Name, number>>({ words: NUMBER, cosine: NUMBER, length: NUMBER });

/** A tree as nested nodes, which the lists of a model are compared with. */
type Nested = number | { feature: number; threshold: number; left: Nested; right: Nested };

const { nested: NESTED } = fc.letrec<{ nested: Nested }>((tie) => ({
  nested: fc.oneof(
    { maxDepth: 4 },
    NUMBER,
    fc.record({
      feature: fc.nat({ max: NAMES.length - 1 }),
      threshold: NUMBER,
      left: tie("nested"),
      right: tie("nested"),
    }),
  ),
}));

function walk(tree: Nested, values: readonly number[]): number {
  if (typeof tree === "number") {
    return tree;
  }
  return walk((values[tree.feature] ?? 0) <= tree.threshold ? tree.left : tree.right, values);
}

function listed(tree: Nested): RegressionTree {
  const lists: RegressionTree = { feature: [], threshold: [], left: [], right: [], value: [] };
  const add = (node: Nested): number => {
    const index = lists.value.length;
    const isLeaf = typeof node === "number";
    lists.feature.push(isLeaf ? 0 : node.feature);
    lists.threshold.push(isLeaf ? 0 : node.threshold);
    lists.value.push(isLeaf ? node : 0);
    lists.left.push(index);
    lists.right.push(index);
    if (!isLeaf) {
      lists.left[index] = add(node.left);
      lists.right[index] = add(node.right);
    }
    return index;
  };
  add(tree);
  return lists;
}

describe("createScorer", () => {
  it("sums the weighted features of a linear model", () => {
    fc.assert(
      fc.property(FEATURES, NUMBER, NUMBER, (features, weight, bias) => {
        const model = MODEL.parse({
          kind: "linear",
          features: ["length", "words"],
          weights: [weight, 2],
          bias,
        });
        const score = createScorer(model, NAMES);
        expect(score(features)).toBeCloseTo(bias + weight * features.length + 2 * features.words, 9);
      }),
    );
  });

  it("sums what trees give", () => {
    fc.assert(
      fc.property(FEATURES, fc.array(NESTED, { maxLength: 8 }), NUMBER, (features, trees, bias) => {
        const model = MODEL.parse({ kind: "trees", features: NAMES, bias, trees: trees.map(listed) });
        const values = NAMES.map((name) => features[name]);
        const expected = trees.reduce((sum: number, tree) => sum + walk(tree, values), bias);
        expect(createScorer(model, NAMES)(features)).toBe(expected);
      }),
    );
  });

  it("refuses a model with a feature that isn't computed", () => {
    const model = MODEL.parse({ kind: "linear", features: ["words", "colour"], weights: [1, 1], bias: 0 });
    expect(() => createScorer(model, NAMES)).toThrow(
      expect.objectContaining({ code: "weights_unavailable", message: expect.stringContaining('"colour"') }),
    );
  });
});

describe("MODEL", () => {
  const leaf = listed(1);

  it.each([
    ["a missing weight", { kind: "linear", features: ["a", "b"], weights: [1], bias: 0 }],
    ["a feature twice", { kind: "linear", features: ["a", "a"], weights: [1, 1], bias: 0 }],
    ["no finite weight", { kind: "linear", features: ["a"], weights: [Number.NaN], bias: 0 }],
    [
      "a tree without nodes",
      { kind: "trees", features: ["a"], bias: 0, trees: [listed(1), { ...leaf, value: [] }] },
    ],
    [
      "a child outside the tree",
      { kind: "trees", features: ["a"], bias: 0, trees: [{ ...leaf, left: [1] }] },
    ],
    ["an unknown feature", { kind: "trees", features: ["a"], bias: 0, trees: [{ ...leaf, feature: [1] }] }],
    [
      "a cycle",
      {
        kind: "trees",
        features: ["a"],
        bias: 0,
        trees: [{ feature: [0, 0], threshold: [0, 0], left: [1, 0], right: [1, 0], value: [0, 0] }],
      },
    ],
  ])("rejects %s", (_, model) => {
    expect(MODEL.safeParse(model).success).toBe(false);
  });
});
