import { describe, expect, it } from "vitest";
import type { AnswerSentence, Citation } from "../../../src/core/answer.js";
import { figureSections } from "../../../src/evaluation/figure-sections.js";
import { figuresOf } from "../../../src/evaluation/figures.js";
import { sentenceFigures } from "../../../src/evaluation/metrics/sentence-metrics.js";
import type { Outcome } from "../../../src/evaluation/outcome.js";
import { answer, citation, outcome, question } from "../../support/evaluation/outcomes.js";

const TEXT = "One is so. [1] Two isn't. [2] Three is thin. [3] Four hangs.";

const sentence = (words: string, state: AnswerSentence["state"]): AnswerSentence => ({
  start: TEXT.indexOf(words),
  end: TEXT.indexOf(words) + words.length,
  state,
});

const citations: readonly Citation[] = [
  { ...citation(0, 3), marker: 1 },
  { ...citation(4, 8), marker: 2, verified: false, reason: "number" },
  { ...citation(9, 14), marker: 3, verified: false, reason: "unsupported" },
];

const written: Outcome = outcome(question("q", [0, 3]), [], {
  ...answer(TEXT, 0.9, citations),
  sentences: [
    sentence("One is so. [1]", "verified"),
    sentence("Two isn't. [2]", "unverified"),
    sentence("Three is thin. [3]", "unverified"),
    sentence("Four hangs.", "uncited"),
  ],
});

describe("the sentences of a language model", () => {
  it("are counted by how they stand, and a contradiction is more than too little support", () => {
    expect(sentenceFigures([written])).toEqual({ cited: 0.75, verified: 0.25, contradicted: 0.25 });
    expect(sentenceFigures([])).toEqual({ cited: null, verified: null, contradicted: null });
  });

  it("are figures of an evaluation with a model only", () => {
    const setting = { dataset: "d", passages: 1, embedder: "e", ingestMs: 1 };
    const extractive = figuresOf([written], { ...setting, llm: "extractive" });
    expect(extractive.answers).not.toHaveProperty("sentences");
    const figures = figuresOf([written], { ...setting, llm: "openai:x" });
    expect(figures.answers.sentences).toEqual({ cited: 0.75, verified: 0.25, contradicted: 0.25 });
    const rows = figureSections(figures).flatMap((section) => section.rows);
    expect(rows).toContainEqual({ value: "75.0 %", meaning: "of the sentences have a citation" });
  });
});
