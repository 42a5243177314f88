import { beforeAll, describe, expect, it } from "vitest";
import { answerabilityByRule } from "../../../../src/answering/refusal/coverage.js";
import { evidenceFeatures } from "../../../../src/answering/refusal/evidence-features.js";
import { createJudge } from "../../../../src/answering/refusal/judgement.js";
import { type WeighedQuestion, weighQuestion } from "../../../../src/answering/weighed-question.js";
import type { RankedPassage } from "../../../../src/core/passage.js";
import type { Model } from "../../../../src/learned/model.js";
import { readQuestion } from "../../../../src/retrieval/question.js";
import { passageOf, rankedOf, smallMatcher } from "../../../support/retrieval/ranked-passages.js";

const linear = (feature: string, weight = 2, bias = 0): Model => ({
  kind: "linear",
  features: [feature],
  weights: [weight],
  bias,
});

const sigmoid = (logOdds: number) => 1 / (1 + Math.exp(-logOdds));

/** Passages that say where the tower stands, with these strengths of evidence. */
function found(strengths: readonly number[], sameLanguage = true): RankedPassage[] {
  return strengths.map((strength, i) => ({
    ...rankedOf(passageOf("Der Turm steht am Fluss.", { start: 1000 * i, language: "de" }), {
      strength,
      relation: { sameLanguage, embedderKnows: true },
    }),
    features: { score: strength },
  }));
}

describe("createJudge", () => {
  let question: WeighedQuestion;

  beforeAll(() => {
    question = weighQuestion(readQuestion("Wo steht der Turm?", "de", smallMatcher()), []);
  });

  it("judges by a model of its own each, as probabilities; sure ones are tempered", () => {
    const passages = found([0.5, ...new Array<number>(39).fill(0.2)]);
    const { first, relevance } = evidenceFeatures(question, passages);
    const judge = createJudge({ answerability: linear("first", 2, -1), confidence: linear("relevance", 1) });
    const { answerability, confidence } = judge(question, passages, 100);
    expect(answerability).toBeLessThan(sigmoid(2 * first - 1));
    expect(answerability).toBeGreaterThan(0);
    expect(confidence).toBeGreaterThan(0.5);
    expect(confidence).toBeLessThan(sigmoid(relevance));
  });

  it("goes by the rule where the languages differ or few passages are found", () => {
    const passages = found([0.5, 0.2], false);
    const judge = createJudge({ answerability: linear("first", 0, 5) });
    expect(judge(question, passages, passages.length).answerability).toBeCloseTo(
      answerabilityByRule(question, passages),
      12,
    );
    const many = new Array<number>(40).fill(0.2);
    expect(judge(question, found(many), 100).answerability).toBeGreaterThan(0.9);
    expect(judge(question, found(many, false), 100).answerability).toBeLessThan(0.9);
  });

  it("thinks nothing of what isn't there, whatever the models say", () => {
    const judge = createJudge({ answerability: linear("asked", 0, 9), confidence: linear("asked", 0, 9) });
    expect(judge(question, [], 0)).toEqual({ answerability: 0, confidence: 0 });
  });

  it("rises with the fused score of the best passage where nothing was learnt", () => {
    const judge = createJudge({});
    const scores = judge(question, found([0.5]), 1).answerability;
    expect(judge(question, found([0.2]), 1).answerability).toBeLessThan(scores);
    expect(judge(question, found([0.9]), 1).answerability).toBeGreaterThan(scores);
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
