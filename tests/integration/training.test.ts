import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MODEL } from "../../src/learned/model.js";
import {
  findDataSets,
  groupDataSets,
  type TrainingDataSet,
} from "../../training/data-sets/find-data-sets.js";
import { crossValidate, examplesOf } from "../../training/fit/cross-validate.js";
import { MODEL_KINDS } from "../../training/fit/model-kinds.js";
import { CONFIDENCE } from "../../training/tasks/confidence.js";
import { observe } from "../../training/tasks/observations.js";
import { RANKING } from "../../training/tasks/ranking.js";

const BELLS =
  "# Church bells\n\n## Time\n\nThe bells ring at seven.\n\n## Cost\n\nRinging is free of charge.\n";
const BOATS =
  "# Boats\n\n## Rent\n\nA boat costs nine euros an hour.\n\n## Season\n\nThe boats lie idle in winter.\n";

const GOLD = [
  { document: "bells.md", question: "When do the church bells ring?", text: "The bells ring at seven." },
  { document: "boats.md", question: "How much is a boat?", text: "A boat costs nine euros an hour." },
];

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
    const observed = [];
    for (const dataSet of used) {
      observed.push(await observe(RANKING, dataSet, { cache, models: {} }));
    }
    expect(observed.map(({ examples }) => examples.length)).toEqual([1, 1, 2]);
    expect(observed[0]?.examples[0]?.rows.some(({ label }) => label === 1)).toBe(true);
    await rm(path.join(folder, "others", "far", "documents"), { recursive: true });
    expect(await observe(RANKING, used[1] as TrainingDataSet, { cache, models: {} })).toEqual(observed[1]);
    for (const kind of MODEL_KINDS) {
      expect(crossValidate(RANKING, kind, observed).mean).toHaveProperty("recall@1");
      const model = kind.fit(examplesOf(observed), RANKING.objective);
      expect(MODEL.safeParse(JSON.parse(JSON.stringify(model))).success).toBe(true);
    }
  });

  it("shows the confidence what is near to an answer and is none", async () => {
    const [real] = await dataSets();
    const { examples } = await observe(CONFIDENCE, real as TrainingDataSet, { cache: undefined, models: {} });
    expect(examples.flatMap(({ rows }) => rows.map(({ label }) => label))).toEqual([1, 0]);
  });
});
