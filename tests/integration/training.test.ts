import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXCERPT_FEATURES } from "../../src/answering/extractive/excerpt-candidates.js";
import { EVIDENCE_FEATURES } from "../../src/answering/refusal/evidence-features.js";
import { MODEL, type Model } from "../../src/learned/model.js";
import { LearnedRanking } from "../../src/retrieval/ranking/learned-ranking.js";
import { RANKING_FEATURES } from "../../src/retrieval/ranking/ranking-features.js";
import {
  findDataSets,
  groupDataSets,
  type TrainingDataSet,
} from "../../training/data-sets/find-data-sets.js";
import { crossValidate, examplesOf } from "../../training/fit/cross-validate.js";
import { MODEL_KINDS } from "../../training/fit/model-kinds.js";
import { ANSWERABILITY, CONFIDENCE } from "../../training/tasks/evidence.js";
import { EXCERPT } from "../../training/tasks/excerpt.js";
import { type Observations, observe } from "../../training/tasks/observations.js";
import { RANKING } from "../../training/tasks/ranking.js";
import { loadShippedWeights } from "../support/shipped-weights.js";

const BELLS =
  "# Church bells\n\n## Time\n\nThe bells ring at seven.\n\n## Cost\n\nRinging is free of charge.\n";
const BOATS =
  "# Boats\n\n## Rent\n\nA boat costs nine euros an hour.\n\n## Season\n\nThe boats lie idle in winter.\n";

const GOLD = [
  { document: "bells.md", question: "When do the church bells ring?", text: "The bells ring at seven." },
  { document: "boats.md", question: "How much is a boat?", text: "A boat costs nine euros an hour." },
];

const NO_CACHE = { folder: undefined };

describe("training", () => {
  let folder: string;

  async function makeDataSet(name: string, documents: Readonly<Record<string, string>>): Promise<string> {
    const made = path.join(folder, name);
    await mkdir(path.join(made, "documents"), { recursive: true });
    for (const [file, content] of Object.entries(documents)) {
      await writeFile(path.join(made, "documents", file), content);
    }
    const lines = GOLD.filter(({ document }) => document in documents).map(
      ({ document, question, text }, index) =>
        JSON.stringify({
          id: `${index}`,
          language: "en",
          question,
          answerable: true,
          gold: [{ document, start: 0, end: text.length, text }],
        }),
    );
    await writeFile(path.join(made, "questions.jsonl"), lines.join("\n"));
    return made;
  }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "footnote-training-"));
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function dataSets(): Promise<TrainingDataSet[]> {
    const real = await makeDataSet("real", { "bells.md": BELLS });
    await makeDataSet("others/near", { "bells.md": BELLS, "boats.md": BOATS });
    await makeDataSet("others/far", { "boats.md": `${BOATS}\nThere are swans.\n` });
    return groupDataSets([
      ...(await findDataSets([real], { weight: 4, most: Number.POSITIVE_INFINITY, isReal: true })),
      ...(await findDataSets([path.join(folder, "others")], { weight: 1, most: 10, isReal: false })),
    ]);
  }

  it("groups data sets that have a document in common", async () => {
    const [real, far, near] = await dataSets();
    expect([real?.name, far?.name, near?.name]).toEqual(["real", "far", "near"]);
    expect(near?.group).toBe(real?.group);
    expect(far?.group).not.toBe(real?.group);
  });

  it("observes with the product, keeps what it saw, and fits models that the product can load", async () => {
    const cache = { folder: path.join(folder, "cache") };
    const used = await dataSets();
    const weights = await loadShippedWeights();
    const observed: Observations[] = [];
    for (const dataSet of used) {
      observed.push(...(await observe([RANKING], dataSet, weights, cache)));
    }
    expect(observed.map(({ examples }) => examples.length)).toEqual([1, 1, 2]);
    expect(observed[0]?.features.toSorted()).toEqual(RANKING_FEATURES.toSorted());
    expect(observed[0]?.examples[0]?.rows.some(({ label }) => label === 1)).toBe(true);
    await rm(path.join(folder, "others", "far", "documents"), { recursive: true });
    expect(await observe([RANKING], used[1] as TrainingDataSet, weights, cache)).toEqual([observed[1]]);
    for (const kind of MODEL_KINDS) {
      expect(crossValidate(RANKING, kind, observed).mean).toHaveProperty("recall@1");
      const model = MODEL.parse(
        JSON.parse(JSON.stringify(kind.fit(examplesOf(observed), RANKING.objective))),
      );
      expect(() => new LearnedRanking(model)).not.toThrow();
    }
  });

  it("observes for several tasks at once, each by the features that the product scores by", async () => {
    const [real] = await dataSets();
    const tasks = [EXCERPT, ANSWERABILITY, CONFIDENCE];
    const [excerpt, answerability, confidence] = await observe(
      tasks,
      real as TrainingDataSet,
      await loadShippedWeights(),
      NO_CACHE,
    );
    expect(excerpt?.features.toSorted()).toEqual(EXCERPT_FEATURES.toSorted());
    expect(answerability?.features.toSorted()).toEqual(EVIDENCE_FEATURES.toSorted());
    expect(confidence?.features).toEqual(answerability?.features);
    const labels = excerpt?.examples.map(({ rows }) => rows.map(({ label }) => label));
    expect(labels).toHaveLength(1);
    expect(labels?.[0]).toContain(1);
    expect(labels?.[0]).toContain(0);
  });

  it("shows answerability and confidence what is near to an answer and is none", async () => {
    const [real] = await dataSets();
    const tasks = [ANSWERABILITY, CONFIDENCE];
    const observed = await observe(tasks, real as TrainingDataSet, await loadShippedWeights(), NO_CACHE);
    const labels = observed.map(({ examples }) => examples.map(({ rows }) => rows.map(({ label }) => label)));
    expect(labels[0]).toEqual([[1], [0]]);
    expect(labels[1]?.[1]).toEqual([0]);
    const [answered, taken] = observed[0]?.examples.map(({ rows }) => rows[0]?.values) ?? [];
    expect(taken).not.toEqual(answered);
  });

  it("takes the excerpt that the weights choose for right where it holds the gold, and for wrong elsewhere", async () => {
    const [real] = await dataSets();
    const weights = await loadShippedWeights();
    const labelBy = async (weight: number) => {
      const excerpt: Model = { kind: "linear", features: ["coverage"], weights: [weight], bias: 0 };
      const [confidence] = await observe(
        [CONFIDENCE],
        real as TrainingDataSet,
        { ...weights, excerpt },
        NO_CACHE,
      );
      return confidence?.examples[0]?.rows[0]?.label;
    };
    expect(await labelBy(1)).toBe(1);
    expect(await labelBy(-1)).toBe(0);
  });

  it("asks at most as many questions as it is told", async () => {
    const [, , near] = await dataSets();
    const weights = await loadShippedWeights();
    const [all] = await observe([RANKING], near as TrainingDataSet, weights, NO_CACHE);
    const [one] = await observe([RANKING], { ...(near as TrainingDataSet), most: 1 }, weights, NO_CACHE);
    expect(all?.examples).toHaveLength(2);
    expect(one?.examples).toEqual(all?.examples.slice(0, 1));
  });
});
