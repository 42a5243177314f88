import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { makeDataSet } from "../corpus/made-data-set.js";
import { runScript } from "../process/run.js";
import type { BenchOptions, Report } from "../report.js";
import { peerCharts } from "./peer-charts.js";
import { type PeerRun, peerFigures } from "./peer-figures.js";
import { costTable, meanTable, qualityTable } from "./peer-tables.js";

/** Footnote first: the others are compared with it. */
const SYSTEMS = ["footnote", "tutorial", "orama"] as const;

/** The same and Footnote with one of its legs alone. */
const WITH_LEGS = ["footnote", "lexical", "dense", "tutorial", "orama"] as const;

/** Files of questions by what they are called in the tables. */
type QuestionFiles = Readonly<Record<string, string>>;

/** Data sets whose questions come in another language, too: the languages of question → document. */
const DIRECTIONS: Readonly<Record<string, QuestionFiles>> = {
  "xquad-de": { "questions.jsonl": "de → de", "questions.en.jsonl": "en → de" },
  "xquad-en": { "questions.jsonl": "en → en", "questions.de.jsonl": "de → en" },
  "xquad-mixed": { "questions.jsonl": "mixed" },
};

/** Compares Footnote with what a user would build instead, with the same embedder on the same documents. */
export async function benchPeers({ data, documents }: BenchOptions): Promise<Report> {
  const work = await mkdtemp(join(tmpdir(), "footnote-bench-"));
  try {
    const made = join(work, "made");
    await makeDataSet(made, documents, 400);
    const runs = await runAll(SYSTEMS, made, { "questions.jsonl": "made" });
    const quality: PeerRun[] = [];
    const real: PeerRun[] = [];
    for (const folder of data.flatMap(dataSetsIn)) {
      const name = basename(folder);
      const directions = DIRECTIONS[name];
      const measured = await runAll(WITH_LEGS, folder, directions ?? { "questions.jsonl": name });
      quality.push(...measured);
      real.push(...(directions === undefined ? measured : []));
    }
    const markdown = [
      `### Cost, on ${documents} made documents\n\n${costTable(runs)}`,
      quality.length === 0
        ? `There are no data sets in ${data.join(" and ")}, so nothing is said about quality: name their folder with --data.`
        : `### Quality\n\n${qualityTable(quality)}`,
      ...(real.length === 0 ? [] : [`### The mean over the real folders\n\n${meanTable(real)}`]),
    ].join("\n\n");
    return { figures: { cost: runs, quality }, markdown, charts: peerCharts(runs, quality) };
  } finally {
    await rm(work, { recursive: true });
  }
}

/** The data sets of a folder in a fixed order; none if it doesn't exist. */
function dataSetsIn(folder: string): readonly string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .map((name) => join(folder, name))
        .filter((path) => existsSync(join(path, "documents")) && existsSync(join(path, "questions.jsonl")))
    : [];
}

/** Each system in a process of its own, one after the other. */
async function runAll(systems: readonly string[], folder: string, files: QuestionFiles): Promise<PeerRun[]> {
  const script = new URL("peer-process.ts", import.meta.url);
  const runs: PeerRun[] = [];
  for (const system of systems) {
    const { printed, ...cost } = await runScript(
      script,
      { system, folder, files: Object.keys(files) },
      peerFigures,
    );
    const quality = printed.quality.map((figures) => ({ ...figures, file: files[figures.file] ?? "" }));
    runs.push({ ...printed, ...cost, quality, system, dataSet: folder });
  }
  return runs;
}
