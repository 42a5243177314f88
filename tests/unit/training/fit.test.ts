import { describe, expect, it } from "vitest";
import { createRandom } from "../../../bench/corpus/random.js";
import { MODEL, type Model } from "../../../src/learned/model.js";
import { createScorer } from "../../../src/learned/scorer.js";
import { type Examples, type ObservedGroup, toExamples } from "../../../training/fit/examples.js";
import { fitLinear } from "../../../training/fit/fit-linear.js";
import { fitTrees, type TreesOptions } from "../../../training/fit/fit-trees.js";
import { seededRandom } from "../../support/seeded-random.js";

const FEATURES = ["a", "b", "c"] as const;

const TREES: TreesOptions = {
  objective: "logistic",
  rounds: 60,
  depth: 3,
  leaves: 8,
  leastHessian: 1,
  l2: 1,
  rate: 0.3,
  groupShare: 0.8,
  featureShare: 1,
  directions: {},
  seed: 1,
};

/** Groups of rows with random values, labelled by a function of these. */
function observe(
  groups: number,
  rows: number,
  label: (values: readonly number[], random: () => number) => number,
  random: () => number,
): ObservedGroup[] {
  return Array.from({ length: groups }, () => ({
    weight: 1,
    rows: Array.from({ length: rows }, () => {
      const values = FEATURES.map(() => 2 * random() - 1);
      return { values, label: label(values, random) };
    }),
  }));
}

/** The best row of each group by a score is right. */
function bestOf(
  groups: readonly ObservedGroup[],
  score: (values: readonly number[]) => number,
): ObservedGroup[] {
  return groups.map(({ rows, weight }) => {
    const best = Math.max(...rows.map(({ values }) => score(values)));
    return { weight, rows: rows.map(({ values }) => ({ values, label: Number(score(values) === best) })) };
  });
}

function scoreAll(model: Model, { values, labels }: Examples): number[] {
  const score = createScorer(MODEL.parse(JSON.parse(JSON.stringify(model))), FEATURES);
  return Array.from(labels, (_, row) => {
    const [a = 0, b = 0, c = 0] = values.slice(row * FEATURES.length);
    return score({ a, b, c });
  });
}

/** The share of groups whose best row by the model is right. */
function firstRight(model: Model, examples: Examples): number {
  const scores = scoreAll(model, examples);
  const right = examples.groups.filter(({ start, end }) => {
    const best = start + scores.slice(start, end).indexOf(Math.max(...scores.slice(start, end)));
    return examples.labels[best] === 1;
  });
  return right.length / examples.groups.length;
}

/** The share of rows on the right side of even odds. */
function accuracy(model: Model, examples: Examples): number {
  const scores = scoreAll(model, examples);
  const right = scores.filter((score, row) => Number(score > 0) === examples.labels[row]);
  return right.length / scores.length;
}

const xor = ([a = 0, b = 0]: readonly number[]) => Number(a > 0 !== b > 0);

describe("fitLinear", () => {
  it("recovers the weights that labels were drawn with", () => {
    const random = seededRandom();
    const label = ([a = 0, b = 0]: readonly number[]) =>
      Number(random() < 1 / (1 + Math.exp(-(3 * a - 2 * b + 0.5))));
    const examples = toExamples(FEATURES, observe(20_000, 1, label, random));
    const { weights, bias } = fitLinear(examples, { objective: "logistic", l2: 0 });
    expect(weights[0]).toBeCloseTo(3, 0);
    expect(weights[1]).toBeCloseTo(-2, 0);
    expect(Math.abs(weights[2] ?? 1)).toBeLessThan(0.3);
    expect(bias).toBeCloseTo(0.5, 0);
  });

  it("ranks as the best rows of groups were chosen, and has smaller weights with more regularisation", () => {
    const random = seededRandom();
    const groups = bestOf(
      observe(500, 10, () => 0, random),
      ([a = 0, b = 0]) => 2 * a + b,
    );
    const examples = toExamples(FEATURES, groups);
    const { weights, ...model } = fitLinear(examples, { objective: "listwise", l2: 0.001 });
    expect(firstRight({ ...model, weights }, examples)).toBeGreaterThan(0.95);
    expect((weights[0] ?? 0) / (weights[1] ?? 0)).toBeCloseTo(2, 0);
    const held = fitLinear(examples, { objective: "listwise", l2: 1 });
    expect(Math.abs(held.weights[0] ?? 0)).toBeLessThan(Math.abs(weights[0] ?? 0));
  });

  it("counts a group as often as it weighs", () => {
    const random = seededRandom();
    const [first, second] = observe(2, 30, (_, random) => Number(random() < 0.5), random);
    if (first === undefined || second === undefined) {
      throw new RangeError("there are two groups");
    }
    const options = { objective: "logistic", l2: 0.1 } as const;
    const weighed = fitLinear(toExamples(FEATURES, [{ ...first, weight: 2 }, second]), options);
    const repeated = fitLinear(toExamples(FEATURES, [first, first, second]), options);
    for (const [index, weight] of weighed.weights.entries()) {
      expect(weight).toBeCloseTo(repeated.weights[index] ?? 0, 1);
    }
  });

  it("gives a constant no weight", () => {
    const groups = observe(50, 4, ([a = 0]) => Number(a > 0), seededRandom());
    const constant = groups.map(({ rows, weight }) => ({
      weight,
      rows: rows.map(({ values: [a = 0, b = 0], label }) => ({ values: [a, b, 7], label })),
    }));
    expect(fitLinear(toExamples(FEATURES, constant), { objective: "logistic", l2: 0.01 }).weights[2]).toBe(0);
  });
});

describe("fitTrees", () => {
  it("learn what no sum of features can tell", () => {
    const random = seededRandom();
    const examples = toExamples(FEATURES, observe(2000, 1, xor, random));
    const linear = fitLinear(examples, { objective: "logistic", l2: 0.001 });
    expect(accuracy(linear, examples)).toBeLessThan(0.75);
    const unseen = toExamples(FEATURES, observe(500, 1, xor, random));
    expect(accuracy(fitTrees(examples, TREES), unseen)).toBeGreaterThan(0.9);
  });

  it("rank groups by it too", () => {
    const random = seededRandom();
    const score = ([a = 0, b = 0]: readonly number[]) => -Math.abs(a - b * b);
    const examples = toExamples(
      FEATURES,
      bestOf(
        observe(1000, 8, () => 0, random),
        score,
      ),
    );
    const unseen = toExamples(
      FEATURES,
      bestOf(
        observe(300, 8, () => 0, random),
        score,
      ),
    );
    const options = { ...TREES, objective: "listwise", depth: 4, leaves: 12, rounds: 120 } as const;
    expect(firstRight(fitTrees(examples, options), unseen)).toBeGreaterThan(0.6);
  });

  it("keep to the direction of a feature, whatever the labels say", () => {
    const random = seededRandom();
    const noisy = ([a = 0]: readonly number[]) => Number(random() < 0.5 + 0.4 * Math.sin(6 * a));
    const examples = toExamples(FEATURES, observe(1000, 1, noisy, random));
    const score = createScorer(fitTrees(examples, { ...TREES, directions: { a: 1 } }), FEATURES);
    for (let trial = 0; trial < 100; trial++) {
      const [b, c] = [2 * random() - 1, 2 * random() - 1];
      const scores = Array.from({ length: 21 }, (_, step) => score({ a: step / 10 - 1, b, c }));
      expect(scores).toEqual(scores.toSorted((x, y) => x - y));
    }
  });

  it("give the same with the same seed", () => {
    const make = () => toExamples(FEATURES, observe(300, 2, xor, createRandom(5)));
    const first = fitTrees(make(), TREES);
    expect(fitTrees(make(), TREES)).toEqual(first);
    expect(fitTrees(make(), { ...TREES, seed: 2 })).not.toEqual(first);
  });
});
