import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeDataSet } from "../corpus/made-data-set.js";
import { runScript } from "../process/run.js";
import type { BenchOptions, Report } from "../report.js";
import { type PeerRun, peerFigures } from "./peer-figures.js";
import { costTable, qualityTable } from "./peer-tables.js";

/** Footnote first: the others are compared with it. */
const SYSTEMS = ["footnote", "tutorial", "orama"] as const;

/** The same and Footnote with one of its legs alone. */
const WITH_LEGS = ["footnote", "lexical", "dense", "tutorial", "orama"] as const;

/** The data sets and their files of questions, in the languages of question → document. */
const DATA_SETS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
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
    const sets = Object.entries(DATA_SETS).filter(([name]) => existsSync(join(data, name)));
    for (const [name, files] of sets) {
      quality.push(...(await runAll(WITH_LEGS, join(data, name), files)));
    }
    const markdown = [
      `### Cost, on ${documents} made documents\n\n${costTable(runs)}`,
      sets.length === 0
        ? `There are no data sets in ${data}, so nothing is said about quality: name their folder with --data.`
        : `### Quality\n\n${qualityTable(quality)}`,
    ].join("\n\n");
    return { figures: { cost: runs, quality }, markdown };
  } finally {
    await rm(work, { recursive: true });
  }
}

/** Each system in a process of its own, one after the other. */
async function runAll(
  systems: readonly string[],
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<PeerRun[]> {
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
