import fc from "fast-check";
import { expect, it } from "vitest";
import { relevance } from "../../../src/reranking/relevance.js";

const logit = fc.double({ min: -1000, max: 1000, noNaN: true });

it("one label counts by the logistic function", () => {
  expect(relevance([0])).toBe(0.5);
  expect(relevance([4])).toBeCloseTo(0.982, 3);
  expect(relevance([-4])).toBeCloseTo(0.018, 3);
});

it("of two labels the second is the positive one, by its softmax share", () => {
  expect(relevance([3, 3])).toBe(0.5);
  expect(relevance([1, 2])).toBeCloseTo(Math.exp(2) / (Math.exp(1) + Math.exp(2)), 12);
});

it("any logits give a number between 0 and 1 that grows with the positive one", () => {
  fc.assert(
    fc.property(logit, logit, logit, (a, b, other) => {
      for (const of of [(x: number) => relevance([x]), (x: number) => relevance([other, x])]) {
        expect(of(a)).toBeGreaterThanOrEqual(0);
        expect(of(a)).toBeLessThanOrEqual(1);
        expect(of(Math.max(a, b))).toBeGreaterThanOrEqual(of(Math.min(a, b)));
      }
    }),
  );
});

it.each([[[]], [[1, 2, 3]]])("%j isn't what a cross-encoder gives", (logits) => {
  expect(() => relevance(logits)).toThrow(/a cross-encoder has one or two/);
});

it("a model that computes no number is at fault", () => {
  expect(() => relevance([Number.NaN])).toThrow(/isn't a number/);
});
