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

  /** Judges passages of which so many were proposed. */
  const judge = (model: Model | undefined, passages: readonly RankedPassage[], candidates: number) =>
    createJudge(model)(question, { context: passages.slice(0, 8), found: passages, candidates });

  it("judges by what was learnt, a little stricter, and by the rule", () => {
    const sure = found([0.5, ...new Array<number>(39).fill(0.2)]);
    const { documentShare } = evidenceFeatures(question, sure);
    const answerability = judge(linear("documentShare", 2, -1), sure, 100);
    expect(answerability).toBeLessThan(sigmoid(2 * documentShare - 1));
    expect(answerability).toBeGreaterThan(0);
    const rising = [-2, 0, 2].map((bias) => judge(linear("asked", 0, bias), sure, 100));
    expect(rising).toEqual(rising.toSorted((a, b) => a - b));
  });

  it("goes by the rule alone where few passages are found, and mostly in another language", () => {
    const few = found([0.5, 0.2]);
    expect(judge(linear("asked", 0, 5), few, few.length)).toBeCloseTo(answerabilityByRule(question, few), 12);
    const many = new Array<number>(40).fill(0.2);
    const same = judge(linear("asked", 0, 5), found(many), 100);
    expect(same).toBeGreaterThan(0.9);
    expect(judge(linear("asked", 0, 5), found(many, false), 100)).toBeLessThan(same);
  });

  it("thinks nothing of what isn't there, whatever the model says", () => {
    expect(judge(linear("asked", 0, 9), [], 0)).toBe(0);
  });

  it("rises with the fused score of the best passage where nothing was learnt", () => {
    const scores = [0.2, 0.5, 0.9].map((strength) => judge(undefined, found([strength]), 1));
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
    expect(scores[0]).toBeLessThan(scores[2] ?? 0);
  });

  it("says of a feature that isn't computed how to get other weights", () => {
    expect(() => createJudge(linear("phase of the moon"))).toThrow(
      expect.objectContaining({
        code: "weights_unavailable",
        message: expect.stringMatching(/phase of the moon.*install/),
      }),
    );
  });
});
