import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONFIDENCE_FEATURES } from "../../src/answering/confidence.js";
import { EXCERPT_FEATURES } from "../../src/answering/extractive/excerpt-candidates.js";
import { EVIDENCE_FEATURES } from "../../src/answering/refusal/evidence-features.js";
import { MODEL, type Model } from "../../src/learned/model.js";
import type { Models } from "../../src/learned/weights-file.js";
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
import type { Task } from "../../training/tasks/task.js";

/** Sections of a few words would be shown together. */
const MORE = "The people of the village know all of this by heart. ".repeat(6);
const BELLS = `# Church bells\n\n## Time\n\nThe bells ring at seven.\n\n${MORE}\n\n## Cost\n\nRinging is free of charge.\n\n${MORE}\n`;
const BOATS =
  "# Boats\n\n## Rent\n\nA boat costs nine euros an hour.\n\n## Season\n\nThe boats lie idle in winter.\n";

const GOLD = [
  { document: "bells.md", question: "When do the church bells ring?", text: "The bells ring at seven." },
  { document: "boats.md", question: "How much is a boat?", text: "A boat costs nine euros an hour." },
];

describe("training", () => {
  let folder: string;

  async function makeDataSet(
    name: string,
    documents: Readonly<Record<string, string>>,
    questions: readonly (typeof GOLD)[number][] = GOLD,
  ): Promise<string> {
    const made = path.join(folder, name);
    await mkdir(path.join(made, "documents"), { recursive: true });
    for (const [file, content] of Object.entries(documents)) {
      await writeFile(path.join(made, "documents", file), content);
    }
    const lines = questions
      .filter(({ document }) => document in documents)
      .map(({ document, question, text }, index) =>
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
      ...(await findDataSets([real], { weight: 4, isReal: true })),
      ...(await findDataSets([path.join(folder, "others")], { weight: 1, isReal: false })),
    ]);
  }

  it("groups data sets that have a document in common", async () => {
    const [real, far, near] = await dataSets();
    expect([real?.name, far?.name, near?.name]).toEqual(["real", "far", "near"]);
    expect(near?.group).toBe(real?.group);
    expect(far?.group).not.toBe(real?.group);
  });

  it("observes with the product, keeps what it saw, and fits models that the product can load", async () => {
    const cache = path.join(folder, "cache");
    const used = await dataSets();
    const observed: Observations[] = [];
    for (const dataSet of used) {
      observed.push(await observe(RANKING, dataSet, { cache, models: {} }));
    }
    expect(observed.map(({ examples }) => examples.length)).toEqual([1, 1, 2]);
    expect(observed[0]?.features.toSorted()).toEqual(RANKING_FEATURES.toSorted());
    expect(observed[0]?.examples[0]?.rows.some(({ label }) => label === 1)).toBe(true);
    await rm(path.join(folder, "others", "far", "documents"), { recursive: true });
    expect(await observe(RANKING, used[1] as TrainingDataSet, { cache, models: {} })).toEqual(observed[1]);
    for (const kind of MODEL_KINDS) {
      expect(crossValidate(RANKING, kind, observed).mean).toHaveProperty("recall@1");
      const fitted = kind.fit(examplesOf(observed), RANKING.objective);
      const model = MODEL.parse(JSON.parse(JSON.stringify(fitted)));
      expect(() => new LearnedRanking(model)).not.toThrow();
    }
  });

  /** What a task sees of the real data set, with these models. */
  async function observeReal(task: Task, models: Models = {}): Promise<Observations> {
    const [real] = await dataSets();
    return observe(task, real as TrainingDataSet, { cache: undefined, models });
  }

  const labelsOf = ({ examples }: Observations) => examples.map(({ rows }) => rows.map(({ label }) => label));

  it("keeps apart what is seen with other models", async () => {
    const [real] = await dataSets();
    const cache = path.join(folder, "cache of models");
    const ranking: Model = { kind: "linear", features: ["cosine"], weights: [-5], bias: 0 };
    const without = await observe(EXCERPT, real as TrainingDataSet, { cache, models: {} });
    const otherwise = await observe(EXCERPT, real as TrainingDataSet, { cache, models: { ranking } });
    expect(otherwise.examples).not.toEqual(without.examples);
    expect(await observe(EXCERPT, real as TrainingDataSet, { cache, models: {} })).toEqual(without);
    expect(await observe(EXCERPT, real as TrainingDataSet, { cache, models: { ranking } })).toEqual(
      otherwise,
    );
  });

  it("shows the choice of excerpts some with the gold and some without", async () => {
    const observed = await observeReal(EXCERPT);
    expect(observed.features.toSorted()).toEqual(EXCERPT_FEATURES.toSorted());
    const [labels, ...more] = labelsOf(observed);
    expect(more).toEqual([]);
    expect(labels).toContain(1);
    expect(labels).toContain(0);
  });

  it("shows the answerability what is near to an answer and is none", async () => {
    const observed = await observeReal(ANSWERABILITY);
    expect(observed.features.toSorted()).toEqual(EVIDENCE_FEATURES.toSorted());
    expect(labelsOf(observed)).toEqual([[1], [0]]);
    expect(observed.examples.map(({ weight }) => weight)).toEqual([1, 0.05]);
    const [answered, taken] = observed.examples.map(({ rows }) => rows[0]?.values);
    expect(taken).not.toEqual(answered);
  });

  it("shows it, too, what other documents have to say", async () => {
    const made = await makeDataSet("two documents", { "bells.md": BELLS, "boats.md": BOATS });
    const [dataSet] = await groupDataSets(await findDataSets([made], { weight: 1, isReal: true }));
    const observed = await observe(ANSWERABILITY, dataSet as TrainingDataSet, {
      cache: undefined,
      models: {},
    });
    expect(observed.examples.map(({ rows, weight }) => [rows[0]?.label, weight])).toContainEqual([0, 0.1]);
  });

  it("leaves out of the answerability what a rule decides: questions in another language than the passages", async () => {
    const text = "The bells ring at seven.";
    const german = { document: "bells.md", question: "Wann läuten die Glocken der Kirche?", text };
    const made = await makeDataSet("across", { "bells.md": BELLS }, [german]);
    const found = await findDataSets([made], { weight: 1, isReal: true });
    const [dataSet] = (await groupDataSets(found)) as [TrainingDataSet];
    const observeIt = (task: Task) => observe(task, dataSet, { cache: undefined, models: {} });
    expect(labelsOf(await observeIt(CONFIDENCE))).toHaveLength(1);
    expect(labelsOf(await observeIt(ANSWERABILITY))).toEqual([]);
  });

  it("has the examples of a data set share its weight by theirs", async () => {
    const [dataSet] = (await dataSets()) as [TrainingDataSet];
    const rows = [{ values: [1], label: 1, characters: 0 }];
    const of = (weight: number, weights: readonly number[]): Observations => ({
      dataSet: { ...dataSet, weight },
      features: ["a"],
      examples: weights.map((weight) => ({ rows, weight })),
    });
    const { groups } = examplesOf([of(4, [1, 0.2, 0.8]), of(1, [1, 0.6])]);
    const share = (start: number, end: number) =>
      groups.slice(start, end).reduce((sum, { weight }) => sum + weight, 0);
    expect((groups[1]?.weight ?? 0) / (groups[0]?.weight ?? 1)).toBeCloseTo(0.2, 9);
    expect(share(0, 3) / share(3, 5)).toBeCloseTo(4, 9);
  });

  it("has the confidence judge the excerpt that would be shown, and the answerability what was found", async () => {
    const choosing = (weight: number): Models => ({
      excerpt: { kind: "linear", features: ["coverage"], weights: [weight], bias: 0 },
    });
    const confidence = await observeReal(CONFIDENCE, choosing(10));
    expect(confidence.features.toSorted()).toEqual(CONFIDENCE_FEATURES.toSorted());
    expect(labelsOf(confidence)).toEqual([[1]]);
    expect(labelsOf(await observeReal(CONFIDENCE, choosing(-10)))).toEqual([[0]]);
    expect(labelsOf(await observeReal(ANSWERABILITY, choosing(-10)))).toEqual([[1], [0]]);
  });
});
