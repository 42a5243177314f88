import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  EVIDENCE_FEATURES,
  type EvidenceFeature,
} from "../../../../src/answering/refusal/evidence-features.js";
import { createJudge } from "../../../../src/answering/refusal/judgement.js";
import type { Model } from "../../../../src/learned/model.js";

const linear = (feature: string, bias = 0): Model => ({
  kind: "linear",
  features: [feature],
  weights: [2],
  bias,
});

function features(given: Partial<Record<EvidenceFeature, number>>): Record<EvidenceFeature, number> {
  const none = Object.fromEntries(EVIDENCE_FEATURES.map((name) => [name, 0]));
  return { ...none, ...given } as Record<EvidenceFeature, number>;
}

describe("createJudge", () => {
  it("judges by a model of its own each, as probabilities", () => {
    const judge = createJudge({ answerability: linear("first", -1), confidence: linear("best.score") });
    expect(judge(features({ first: 0.5 }))).toEqual({ answerability: 0.5, confidence: 0.5 });
    const { answerability, confidence } = judge(features({ first: 1, "best.score": -1 }));
    expect(answerability).toBeCloseTo(1 / (1 + Math.exp(-1)), 10);
    expect(confidence).toBeCloseTo(1 / (1 + Math.exp(2)), 10);
  });

  it("goes by the score of the best passage where nothing was learnt", () => {
    const judge = createJudge({});
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (one, other) => {
        const [lower, higher] = one < other ? [one, other] : [other, one];
        const [less, more] = [
          judge(features({ "best.score": lower })),
          judge(features({ "best.score": higher })),
        ];
        expect(less.answerability).toBeLessThanOrEqual(more.answerability);
        expect(less.answerability).toBeGreaterThanOrEqual(0);
        expect(more.answerability).toBeLessThanOrEqual(1);
        expect(more.confidence).toBe(more.answerability);
      }),
    );
    expect(judge(features({ "best.score": 0.1 })).answerability).toBeLessThan(0.1);
    expect(judge(features({ "best.score": 0.7 })).answerability).toBeGreaterThan(0.9);
  });

  it.each(["answerability", "confidence"] as const)(
    "says of a feature that isn't computed, in the model of %s, how to get other weights",
    (name) => {
      expect(() => createJudge({ [name]: linear("phase of the moon") })).toThrow(
        expect.objectContaining({
          code: "weights_unavailable",
          message: expect.stringMatching(/phase of the moon.*install/),
        }),
      );
    },
  );
});
