import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createConfidence } from "../../../src/answering/confidence.js";
import { excerptScorer } from "../../../src/answering/extractive/choose-excerpts.js";
import { createJudge } from "../../../src/answering/refusal/judgement.js";
import { INSTALLATION } from "../../../src/config/installation.js";
import { loadWeights } from "../../../src/learned/weights-file.js";
import { LearnedRanking } from "../../../src/retrieval/ranking/learned-ranking.js";

const MODEL = { kind: "linear", features: ["words"], weights: [1], bias: 0 };

const WEIGHTS = {
  format: 1,
  made: {
    date: "2026-11-29T09:00:00Z",
    commit: "abc",
    command: "npm run train -- DIR",
    dataSets: [{ name: "gemeinde", questions: 32, weight: 3 }],
    figures: { ranking: { "recall@1": 0.5 } },
  },
  ranking: MODEL,
  excerpt: MODEL,
  answerability: MODEL,
  confidence: MODEL,
};

describe("loadWeights", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "footnote-weights-"));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("reads models with their provenance, once", async () => {
    await writeFile(path.join(folder, "weights.json"), JSON.stringify(WEIGHTS));
    expect(await loadWeights(folder)).toEqual(WEIGHTS);
    await rm(path.join(folder, "weights.json"));
    expect(await loadWeights(folder)).toEqual(WEIGHTS);
  });

  it("reads those in which a model is missing that was never fitted", async () => {
    const { ranking: _, ...others } = WEIGHTS;
    await writeFile(path.join(folder, "weights.json"), JSON.stringify(others));
    expect(await loadWeights(folder)).toEqual(others);
  });

  it.each([
    ["a missing file", undefined],
    ["what is no JSON", "{"],
    ["another format", JSON.stringify({ ...WEIGHTS, format: 2 })],
    ["a damaged model", JSON.stringify({ ...WEIGHTS, confidence: { ...MODEL, weights: [] } })],
  ])("says of %s how to get another, and reads it then", async (_, content) => {
    const file = path.join(folder, "weights.json");
    if (content !== undefined) {
      await writeFile(file, content);
    }
    await expect(loadWeights(folder)).rejects.toMatchObject({ code: "weights_unavailable" });
    await writeFile(file, JSON.stringify(WEIGHTS));
    expect(await loadWeights(folder)).toEqual(WEIGHTS);
  });
});

describe("the weights that Footnote comes with", () => {
  it("name only features that are computed", async () => {
    const weights = await loadWeights(INSTALLATION.models);
    expect(() => new LearnedRanking(weights.ranking)).not.toThrow();
    expect(() => excerptScorer(weights.excerpt)).not.toThrow();
    expect(() => createJudge(weights.answerability)).not.toThrow();
    expect(() => createConfidence(weights.confidence)).not.toThrow();
  });
});
