import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calibrate } from "../../../src/answering/refusal/answerability.js";
import { deriveThresholds } from "../../../src/evaluation/derive-thresholds.js";
import type { Outcome } from "../../../src/evaluation/outcome.js";
import { answer, outcome, passage, question } from "../../support/evaluation/outcomes.js";

const PASSAGES = [passage(0, 30)];

/** How a question went whose answer is as sure as any other's: the thresholds are not about that. */
function asked(answerable: boolean, answerability: number): Outcome {
  const text = answerability >= 0.5 ? "An answer." : undefined;
  const given = { ...answer(text, 0.5), answerability, passages: PASSAGES };
  return outcome(question("q", answerable ? [0, 3] : undefined), PASSAGES, given);
}

/** So many questions with answerabilities from one to another. */
function spread(answerable: boolean, count: number, from: number, to: number): Outcome[] {
  return Array.from({ length: count }, (_, i) => asked(answerable, from + ((to - from) * i) / (count - 1)));
}

describe("deriveThresholds", () => {
  it("separates both kinds where they can be separated, in the middle of the gap", () => {
    const outcomes = [...spread(true, 30, 0.7, 0.9), ...spread(false, 25, 0.1, 0.3)];
    const { directions, skipped } = deriveThresholds(outcomes, { thresholds: { "en>en": 0.5 } });
    expect(skipped).toEqual([]);
    expect(directions["en>en"]).toMatchObject({
      answerable: 30,
      unanswerable: 25,
      falseRefusal: 0,
      trueRefusal: 1,
    });
    expect(directions["en>en"]?.threshold).toBeCloseTo(0.5, 5);
  });

  it("rather answers too much than refuses too much", () => {
    const outcomes = [...spread(true, 100, 0.4, 0.9), ...spread(false, 100, 0.1, 0.6)];
    const found = deriveThresholds(outcomes, { thresholds: { "en>en": 0.5 } }).directions["en>en"];
    expect(found?.falseRefusal).toBeLessThan(0.02);
    expect(found?.trueRefusal).toBeGreaterThan(0.5);
  });

  it("finds the same threshold whatever the answerabilities were calibrated with before", () => {
    const raw = [...spread(true, 30, 0.6, 0.9), ...spread(false, 30, 0.1, 0.5)];
    const plain = deriveThresholds(raw, { thresholds: { "en>en": 0.5 } }).directions["en>en"];
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 0.95, noNaN: true }), (threshold) => {
        const shifted = raw.map((one) => ({
          ...one,
          answer: { ...one.answer, answerability: calibrate(one.answer.answerability, threshold) },
        }));
        const found = deriveThresholds(shifted, { thresholds: { "en>en": threshold } });
        expect(found.directions["en>en"]?.threshold).toBeCloseTo(plain?.threshold ?? 0, 6);
      }),
    );
  });

  it("leaves a direction with too few questions alone, and names it", () => {
    const outcomes = [...spread(true, 30, 0.7, 0.9), ...spread(false, 19, 0.1, 0.3)];
    expect(deriveThresholds(outcomes, undefined)).toEqual({ directions: {}, skipped: ["en>en"] });
  });
});
