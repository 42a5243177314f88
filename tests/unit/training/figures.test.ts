import { describe, expect, it } from "vitest";
import type { TrainingDataSet } from "../../../training/data-sets/find-data-sets.js";
import { foldsOf } from "../../../training/fit/cross-validate.js";
import { meanFigures, probabilityFigures, rankingFigures } from "../../../training/fit/figures.js";
import { rightness } from "../../../training/tasks/rightness.js";
import type { ScoredExample } from "../../../training/tasks/task.js";

/** Candidates as pairs of score and label, 600 characters each. */
function example(...candidates: readonly (readonly [number, number])[]): ScoredExample {
  return {
    rows: candidates.map(([, label]) => ({ label, characters: 600 })),
    scores: candidates.map(([score]) => score),
  };
}

describe("rankingFigures", () => {
  it("counts the examples with a right row among the best", () => {
    const scored = [
      example([1, 0], [3, 1], [2, 0]),
      example([4, 0], [3, 0], [2, 1], [1, 0]),
      example([4, 0.5], [3, 0]),
    ];
    const figures = rankingFigures(scored);
    expect(figures["recall@1"]).toBeCloseTo(1 / 3);
    expect(figures["recall@3"]).toBeCloseTo(2 / 3);
    expect(figures["recallInChars@1000"]).toBeCloseTo(1 / 3);
    expect(figures["recallInChars@2000"]).toBeCloseTo(2 / 3);
  });

  it("counts the first row however long it is", () => {
    const scored = [{ rows: [{ label: 1, characters: 5000 }], scores: [0] }];
    expect(rankingFigures(scored)["recallInChars@1000"]).toBe(1);
  });
});

describe("probabilityFigures", () => {
  const logOdds = (probability: number) => Math.log(probability / (1 - probability));

  it("compare probabilities with the truth", () => {
    const scored = [
      example([logOdds(0.9), 1]),
      example([logOdds(0.9), 1]),
      example([logOdds(0.9), 0]),
      example([logOdds(0.1), 0]),
    ];
    const figures = probabilityFigures(scored);
    expect(figures["brier"]).toBeCloseTo((2 * 0.01 + 0.81 + 0.01) / 4);
    expect(figures["auroc"]).toBeCloseTo(0.75);
    expect(figures["sure"]).toBe(0.75);
    expect(figures["rightAt.8"]).toBeCloseTo(2 / 3);
    expect(figures["calibration"]).toBeCloseTo((3 * (0.9 - 2 / 3) + 0.1) / 4);
  });

  it("leave out what can't be counted", () => {
    expect(probabilityFigures([example([0, 1])])).not.toHaveProperty("auroc");
  });
});

describe("meanFigures", () => {
  it("counts every data set alike, and of those that have a figure only", () => {
    expect(meanFigures([{ a: 1, b: 1 }, { a: 0 }])).toEqual({ a: 0.5, b: 1 });
  });
});

describe("rightness", () => {
  const span = (start: number, end: number, documentId = "d") => ({ documentId, start, end });

  it.each([
    ["holds the gold", span(0, 100), 1],
    ["lies in the gold", span(12, 18), 1],
    ["shares half of it", span(15, 100), 0.5],
    ["shares less", span(17, 100), 0],
    ["is of another document", span(0, 100, "e"), 0],
  ])("of a span that %s", (_, of, expected) => {
    expect(rightness(of, [span(10, 20)])).toBe(expected);
  });
});

describe("foldsOf", () => {
  it("gives each group with a real data set a fold of its own, and deals the others out", () => {
    const dataSet = (group: string, isReal: boolean): TrainingDataSet => ({
      name: group,
      folder: group,
      questions: `${group}/questions.jsonl`,
      source: undefined,
      weight: 1,
      isReal,
      group,
    });
    const others = Array.from({ length: 6 }, (_, index) => dataSet(`other ${index}`, false));
    const folds = foldsOf([
      dataSet("town", true),
      dataSet("manual", true),
      dataSet("town", false),
      ...others,
    ]);
    expect(new Set(folds.values()).size).toBe(6);
    expect(folds.get("other 0")).toBe(folds.get("other 4"));
    expect(folds.get("town")).not.toBe(folds.get("manual"));
  });
});
