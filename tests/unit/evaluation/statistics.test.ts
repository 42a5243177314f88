import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { auroc, mean, percentile, share } from "../../../src/evaluation/metrics/statistics.js";

// Few values, so that there are ties.
const scores = fc.array(
  fc.integer({ min: 0, max: 6 }).map((n) => n / 6),
  { minLength: 1, maxLength: 30 },
);

describe("statistics", () => {
  it("say null of nothing", () => {
    expect([share([], () => true), mean([]), percentile([], 0.5), auroc([], [1]), auroc([1], [])]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it("take percentiles by the nearest rank", () => {
    const values = [15, 20, 35, 40, 50];
    expect([0.05, 0.3, 0.4, 0.5, 1].map((p) => percentile(values, p))).toEqual([15, 20, 20, 35, 50]);
    expect(percentile([10, 9, 1], 0.5)).toBe(9);
  });

  it("percentile: the smallest value that so many don't exceed", () => {
    fc.assert(
      fc.property(scores, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, p) => {
        const enough = (value: number) =>
          values.filter((other) => other <= value).length >= p * values.length;
        expect(percentile(values, p)).toBe(Math.min(...values.filter(enough)));
      }),
    );
  });

  it("AUROC: 1 apart, 0 the wrong way round, half where all tie", () => {
    expect([auroc([0.9, 0.8], [0.1]), auroc([0.1], [0.8, 0.9]), auroc([0.5, 0.5], [0.5])]).toEqual([
      1, 0, 0.5,
    ]);
  });

  it("AUROC is the share of pairs in the right order, ties half", () => {
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const pairs = positives.flatMap((a) => negatives.map((b) => (a === b ? 0.5 : Number(a > b))));
        expect(auroc(positives, negatives)).toBeCloseTo(mean(pairs) ?? Number.NaN, 10);
      }),
    );
  });
});
