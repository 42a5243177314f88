import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadWeights } from "../../../src/learned/weights-file.js";

const WEIGHTS = {
  format: 1,
  made: {
    date: "2026-11-29T09:00:00Z",
    commit: "abc",
    command: "npm run train -- DIR",
    dataSets: [{ name: "gemeinde", questions: 32, weight: 3 }],
    figures: { ranking: { "recall@1": 0.5 } },
  },
  ranking: { kind: "linear", features: ["words"], weights: [1], bias: 0 },
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

  it.each([
    ["a missing file", undefined],
    ["what is no JSON", "{"],
    ["another format", JSON.stringify({ ...WEIGHTS, format: 2 })],
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
