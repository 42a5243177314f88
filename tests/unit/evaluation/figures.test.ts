import { describe, expect, it } from "vitest";
import type { Answer } from "../../../src/core/answer.js";
import { percent } from "../../../src/evaluation/figure-sections.js";
import { figuresOf } from "../../../src/evaluation/figures.js";
import { figuresOfSets } from "../../../src/evaluation/mean-figures.js";
import type { Outcome } from "../../../src/evaluation/outcome.js";
import { failuresByStage } from "../../../src/evaluation/report/failures.js";
import { answer, citation, excerpts, outcome, passage, question } from "../../support/evaluation/outcomes.js";

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
      goldMissing: [],
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
      answers: {
        containsGold: 1 / 3,
        goldShare: 1 / 3,
        citationPrecision: 1 / 3,
        citationRecall: 1 / 3,
        quotesExact: 0.75,
      },
      refusal: { falseRefusal: 1 / 3, trueRefusal: 0.5, auroc: 4.5 / 6 },
      outcomes: {
        answerable: { answer: 2 / 3, excerpts: 0, refusal: 1 / 3 },
        unanswerable: { answer: 0.5, excerpts: 0, refusal: 0.5 },
      },
      funnel: {
        documentAmongTen: 2 / 3,
        passageAmongTen: 2 / 3,
        passageAmongThree: 2 / 3,
        passageFirst: 1 / 3,
        answered: 2 / 3,
        answeredRight: 1 / 3,
        excerptsHoldGold: 0,
        refused: 1 / 3,
      },
      reliability: {
        bins: [
          { from: 0, to: 0.2, shown: 0, confidence: null, right: null },
          { from: 0.2, to: 0.4, shown: 0, confidence: null, right: null },
          { from: 0.4, to: 0.6, shown: 0, confidence: null, right: null },
          { from: 0.6, to: 0.8, shown: 2, confidence: 0.6, right: 0 },
          { from: 0.8, to: 1, shown: 1, confidence: 0.9, right: 1 },
        ],
        answersAtHighConfidence: 1,
        rightAtHighConfidence: 1,
      },
      byType: {},
      timings: { ingestMs: 12.35, retrievalP50Ms: 1, retrievalP95Ms: 1, answerP50Ms: 3 },
    });
  });

  it("are whole, with null where nothing is to be counted", () => {
    const { retrieval, answers, refusal } = figuresOf([refusedRightly], setting);
    expect(Object.values(retrieval)).toContain(null);
    expect(retrieval.recallInChars).toEqual({ "1000": null, "2000": null, "4000": null });
    expect(answers).toEqual({
      containsGold: null,
      goldShare: null,
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

describe("the three outcomes", () => {
  const gives = (given: Answer, asked = question("q", fifty)) => {
    const { answers, refusal, reliability } = figuresOf([outcome(asked, [], given)], setting);
    return { ...answers, ...refusal, rightAtHighConfidence: reliability.rightAtHighConfidence };
  };

  it("count excerpts as refused only if none of them holds the gold", () => {
    const good = excerpts([citation(31, 40), citation(10, 25)]);
    expect(gives(good)).toMatchObject({ containsGold: 0, citationRecall: 0, falseRefusal: 0 });
    // It holds the same words, though at another place than the gold.
    const elsewhere = { ...citation(31, 40), quote: "needs  fifty minutes" };
    expect(gives(excerpts([elsewhere]))).toMatchObject({ falseRefusal: 0 });
    expect(gives(excerpts([citation(31, 40)]))).toMatchObject({ falseRefusal: 1, citationPrecision: null });
    expect(gives(excerpts([citation(0, 30)]), question("none"))).toMatchObject({ trueRefusal: 1 });
  });

  it("count an answer as right if it contains the gold to a reader's eye, or quotes it whole", () => {
    const asked = question("q", [16, 29]);
    expect(gives(answer("It is **fifty**\n minutes. [1]", 0.9), asked)).toMatchObject({ containsGold: 1 });
    expect(gives(answer("It is long. [1]", 0.9, [citation(10, 30)]), asked)).toMatchObject({
      containsGold: 1,
    });
    expect(gives(answer("It is long. [1]", 0.9, [citation(10, 20)]), asked)).toMatchObject({
      containsGold: 0,
      citationRecall: 1,
      rightAtHighConfidence: 1,
    });
  });

  it("count a list by the share of its gold texts, and other questions as a whole", () => {
    const [rye, wheat] = [question("rye", [0, 3]), question("wheat", [31, 36])];
    const both = { ...rye, gold: [...rye.gold, ...rye.gold, ...wheat.gold] };
    const given = answer("Rye. [1]", 0.9);
    expect(gives(given, { ...both, type: "list" })).toMatchObject({ containsGold: 1, goldShare: 0.5 });
    expect(gives(given, both)).toMatchObject({ containsGold: 1, goldShare: 1 });
  });
});

describe("figures by type", () => {
  it("are those of the questions of each type", () => {
    const typed = (given: Outcome, type: string) => ({ ...given, question: { ...given.question, type } });
    const { byType } = figuresOf(
      [typed(right, "number"), typed(beside, "number"), typed(made, "none")],
      setting,
    );
    expect(byType).toEqual({
      none: {
        questions: 1,
        answerable: 0,
        "recall@10": null,
        containsGold: null,
        goldShare: null,
        citationRecall: null,
        falseRefusal: null,
        trueRefusal: 0,
      },
      number: {
        questions: 2,
        answerable: 2,
        "recall@10": 1,
        containsGold: 0.5,
        goldShare: 0.5,
        citationRecall: 0.5,
        falseRefusal: 0,
        trueRefusal: null,
      },
    });
  });
});

describe("figures of several data sets", () => {
  const set = (outcomes: readonly Outcome[]) => ({ figures: figuresOf(outcomes, setting), outcomes });

  it("are those of each, and the mean in which each data set counts the same", () => {
    const small = set([right]);
    const large = set([beside, beside, beside, refusedRightly, made]);
    const { sets, mean, all } = figuresOfSets([small, large]);
    expect(sets).toEqual([small.figures, large.figures]);
    expect(mean.answers).toMatchObject({ containsGold: 0.5, goldShare: 0.5, citationRecall: 0.5 });
    expect(mean.retrieval).toMatchObject({ "recall@1": 0.5, recallInChars: { "1000": 1 } });
    expect(mean.funnel).toMatchObject({ passageFirst: 0.5, passageAmongThree: 1 });
    // Only one of them has questions without an answer.
    expect(mean.refusal).toMatchObject({ trueRefusal: 0.5 });
    expect(all).toMatchObject({ questions: 6, answerable: 4, reliability: { answersAtHighConfidence: 1 } });
  });

  it("are null where no data set has anything to count", () => {
    expect(figuresOfSets([set([right]), set([beside])]).mean.refusal).toMatchObject({ trueRefusal: null });
  });
});

describe("failures", () => {
  it("are grouped by the stage where a question fell out", () => {
    const asked = (id: string) => question(id, fifty);
    const wrong = answer("Forty. [1]", 0.9, [citation(31, 40)]);
    const other = Array.from({ length: 10 }, (_, i) => passage(31 + i, 55));
    const all = [
      outcome(asked("document"), [passage(0, 30, "another")], wrong),
      outcome(asked("passage"), other, wrong),
      outcome(asked("refused"), [passage(0, 30)], answer(undefined, 0.2)),
      outcome(asked("among ten"), [...other.slice(0, 3), passage(0, 30)], wrong),
      outcome(asked("among three"), [...other.slice(0, 2), passage(0, 30)], wrong),
      outcome(asked("sentence"), [passage(0, 30)], { ...wrong, confidence: 0.5 }),
      outcome(asked("sentence, surer"), [passage(0, 30)], wrong),
      outcome(asked("excerpts"), [passage(0, 30)], excerpts([citation(0, 30)])),
      made,
      right,
      refusedRightly,
    ];
    const groups = failuresByStage(all).map(({ stage, outcomes }) => [
      stage,
      outcomes.map(({ question }) => question.id),
    ]);
    expect(groups).toEqual([
      ["document", ["document"]],
      ["passage", ["passage"]],
      ["refused", ["refused"]],
      ["among ten", ["among ten"]],
      ["among three", ["among three"]],
      ["sentence", ["sentence, surer", "sentence"]],
      ["excerpts", ["excerpts"]],
      ["unanswerable", ["made up"]],
    ]);
  });
});
