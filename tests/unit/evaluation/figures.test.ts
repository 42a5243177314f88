import { describe, expect, it } from "vitest";
import { percent } from "../../../src/evaluation/figure-sections.js";
import { figuresOf } from "../../../src/evaluation/figures.js";
import { worstQuestions } from "../../../src/evaluation/report/worst-questions.js";
import { answer, citation, outcome, passage, question } from "../../support/evaluation/outcomes.js";

const setting = { dataset: "s", passages: 2, embedder: "e", llm: "extractive", ingestMs: 12.345 };
const fifty = [16, 21] as const;

const right = outcome(
  question("right", fifty),
  [passage(0, 30)],
  answer("It is fifty. [1]", 0.9, [citation(10, 20)]),
);
const beside = outcome(
  question("beside", fifty),
  [passage(31, 55), passage(0, 30)],
  answer("Forty. [1]", 0.6, [citation(31, 40), citation(21, 30, "not the text")]),
);
const refusedWrongly = outcome(question("refused", fifty), [], answer(undefined, 0.3));
const refusedRightly = outcome(question("unanswerable"), [passage(0, 30)], answer(undefined, 0.1));
const made = outcome(question("made up"), [passage(0, 30)], answer("Fifty. [1]", 0.6, [citation(0, 30)]));

describe("the figures", () => {
  it("count what the contract says", () => {
    expect(figuresOf([right, beside, refusedWrongly, refusedRightly, made], setting)).toEqual({
      dataset: "s",
      questions: 5,
      answerable: 3,
      passages: 2,
      embedder: "e",
      llm: "extractive",
      retrieval: {
        "recall@1": 1 / 3,
        "recall@5": 2 / 3,
        "recall@10": 2 / 3,
        "mrr@10": 0.5,
        contextCharsAt5: 28,
        recallInChars: { "1000": 2 / 3, "2000": 2 / 3, "4000": 2 / 3 },
      },
      // A refusal that happens to hold the word doesn't count; a citation that only touches the gold isn't it.
      answers: { containsGold: 1 / 3, citationPrecision: 1 / 3, citationRecall: 1 / 3, quotesExact: 0.75 },
      refusal: { falseRefusal: 1 / 3, trueRefusal: 0.5, auroc: 4.5 / 6 },
      timings: { ingestMs: 12.35, retrievalP50Ms: 1, retrievalP95Ms: 1, answerP50Ms: 3 },
    });
  });

  it("are whole, with null where nothing is to be counted", () => {
    const { retrieval, answers, refusal } = figuresOf([refusedRightly], setting);
    expect(Object.values(retrieval)).toContain(null);
    expect(retrieval.recallInChars).toEqual({ "1000": null, "2000": null, "4000": null });
    expect(answers).toEqual({
      containsGold: null,
      citationPrecision: null,
      citationRecall: null,
      quotesExact: null,
    });
    expect(refusal).toEqual({ falseRefusal: null, trueRefusal: 1, auroc: null });
    expect(figuresOf([right], setting).refusal).toEqual({ falseRefusal: 0, trueRefusal: null, auroc: null });
  });

  it("never read as all or none if they aren't", () => {
    expect([0, 0.00001, 0.57, 0.99999, 1, null].map(percent)).toEqual([
      "0.0 %",
      "0.1 %",
      "57.0 %",
      "99.9 %",
      "100.0 %",
      "–",
    ]);
  });
});

describe("the worst questions", () => {
  it("come worst first, and those without a fault not at all", () => {
    const ids = worstQuestions([right, beside, refusedRightly, made, refusedWrongly], 3).map(
      ({ question }) => question.id,
    );
    expect(ids).toEqual(["refused", "made up", "beside"]);
    expect(worstQuestions([right, beside, refusedWrongly], 1)).toHaveLength(1);
  });
});
