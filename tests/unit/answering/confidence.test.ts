import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CONFIDENCE_FEATURES,
  confidenceFeatures,
  createConfidence,
} from "../../../src/answering/confidence.js";
import type { Model } from "../../../src/learned/model.js";

const linear = (feature: string): Model => ({ kind: "linear", features: [feature], weights: [1], bias: 0 });

/** The best two of some excerpts. */
const clear = [
  { logOdds: 2, probability: 0.7 },
  { logOdds: 1, probability: 0.2 },
];

describe("the confidence in an answer", () => {
  it("goes by whether the documents answer, and by how clear it is which excerpt does", () => {
    expect(confidenceFeatures(0.5, clear)).toEqual({
      answerability: 0,
      first: 0.7,
      firstTwo: expect.closeTo(0.9, 12),
      lead: 1,
    });
    expect(confidenceFeatures(0.5, clear.slice(0, 1)).lead).toBeGreaterThan(1);
  });

  it("is a probability that rises with each of these, and is never beside the numbers", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (a, b) => {
        for (const model of [undefined, ...CONFIDENCE_FEATURES.map(linear)]) {
          const confidence = createConfidence(model);
          const [low, high] = [Math.min(a, b), Math.max(a, b)].map((answerability) =>
            confidence(answerability, clear),
          );
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThanOrEqual(high ?? 0);
        }
      }),
    );
  });

  it("is none where nothing is shown", () => {
    expect(createConfidence(linear("answerability"))(0.9, [])).toBe(0);
    expect(createConfidence(undefined)(0.9, [])).toBe(0);
  });

  it("says of a feature that isn't computed how to get other weights", () => {
    expect(() => createConfidence(linear("phase of the moon"))).toThrow(
      expect.objectContaining({ code: "weights_unavailable" }),
    );
  });
});
