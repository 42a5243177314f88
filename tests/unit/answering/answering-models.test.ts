import { describe, expect, it } from "vitest";
import { createAnsweringModels } from "../../../src/answering/answering-models.js";
import { EXCERPT_FEATURES } from "../../../src/answering/extractive/excerpt-candidates.js";
import { EVIDENCE_FEATURES, type EvidenceFeature } from "../../../src/answering/refusal/evidence-features.js";
import type { Model } from "../../../src/learned/model.js";

const linear = (feature: string, bias = 0): Model => ({
  kind: "linear",
  features: [feature],
  weights: [2],
  bias,
});

const MODELS = {
  excerpt: linear("coverage"),
  answerability: linear("first", 1),
  confidence: linear("best.score", -1),
};

function features<Name extends string>(names: readonly Name[], given: Partial<Record<Name, number>>) {
  return { ...Object.fromEntries(names.map((name) => [name, 0])), ...given } as Record<Name, number>;
}

describe("createAnsweringModels", () => {
  it("scores each by a model of its own", () => {
    const models = createAnsweringModels(MODELS);
    const evidence: Record<EvidenceFeature, number> = features(EVIDENCE_FEATURES, {
      first: 0.5,
      "best.score": 0.25,
    });
    expect(models.excerpt(features(EXCERPT_FEATURES, { coverage: 0.5 }))).toBe(1);
    expect(models.answerability(evidence)).toBe(2);
    expect(models.confidence(evidence)).toBe(-0.5);
  });

  it.each(["excerpt", "answerability", "confidence"] as const)(
    "says of a feature that isn't computed, in the model of %s, how to get other weights",
    (name) => {
      expect(() => createAnsweringModels({ ...MODELS, [name]: linear("phase of the moon") })).toThrow(
        expect.objectContaining({
          code: "weights_unavailable",
          message: expect.stringMatching(/phase of the moon.*install/),
        }),
      );
    },
  );
});
