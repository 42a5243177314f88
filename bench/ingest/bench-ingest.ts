import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { barChart } from "../bar-chart.js";
import { writeCorpus } from "../corpus/write-corpus.js";
import { writeSameText } from "../corpus/write-same-text.js";
import { type Cost, type Run, runFootnote } from "../process/run.js";
import type { BenchOptions, Report } from "../report.js";
import { median } from "../spread.js";
import { table } from "../table.js";
import { embedderSeconds } from "./embedder-speed.js";
import { type IngestStage, ingestStages } from "./ingest-stages.js";

/** One line of the result. */
interface Measurement {
  readonly what: string;
  readonly seconds: number;
  readonly passagesPerSecond: number | null;
  readonly peakMegabytes: number | null;
  readonly processorSeconds: number | null;
}

/** What takes long is measured so often; the median counts. */
const REPETITIONS = 3;

const DOCUMENTS = "documents";

/** Brings an index up to date with a folder of documents again and again, by the command that users run. */
export async function benchIngest({ documents }: BenchOptions): Promise<Report> {
  const work = await mkdtemp(join(tmpdir(), "footnote-bench-"));
  try {
    const rows = await measure(work, documents);
    const stages = await measureStages(work);
    const figures = { rows, stages };
    const charts = { "performance-ingest.svg": stagesChart(stages, documents) };
    return { figures, markdown: `${toTable(rows)}\n\n${stagesTable(stages)}`, charts };
  } finally {
    await rm(work, { recursive: true });
  }
}

async function measure(work: string, documents: number): Promise<Measurement[]> {
  const folder = join(work, DOCUMENTS);
  await writeCorpus(folder, documents);
  const ingest = (index = "index-0") =>
    runFootnote(["ingest", "--json", "--documents", folder, "--index", join(work, index)]);
  const firsts: Run[] = [];
  const embedders: number[] = [];
  // Turn by turn: a machine is faster at one time than at another.
  for (let i = 0; i < REPETITIONS; i++) {
    firsts.push(await ingest(`index-${i}`));
    embedders.push(await embedderSeconds(folder));
  }
  const first: Cost = {
    seconds: median(firsts.map(({ seconds }) => seconds)),
    peakMegabytes: median(firsts.map(({ peakMegabytes }) => peakMegabytes)),
    processorSeconds: median(firsts.map(({ processorSeconds }) => processorSeconds)),
  };
  const embedder = median(embedders);
  const passages = passagesOf(firsts[0]);
  const again = await ingest();
  await appendFile(join(folder, "000", "document-0.txt"), "\n\nAnother paragraph, which is new.\n");
  const changed = await ingest();
  await rm(join(folder, "000", "document-3.txt"));
  const removed = await ingest();
  const { large, small } = await measureLarge(work, folder);
  return [
    {
      what: "the embedder alone",
      seconds: embedder,
      passagesPerSecond: passages / embedder,
      peakMegabytes: null,
      processorSeconds: null,
    },
    measurement(`ingest of ${documents} documents, ${passages} passages`, first, passages),
    measurement("nothing changed", again),
    measurement("one document changed", changed),
    measurement("one document deleted", removed),
    measurement("300 Markdown files of 5 kB", small, passagesOf(small)),
    measurement("the same text in one file of 1.5 MB", large, passagesOf(large)),
  ];
}

/** A first ingest with the graph, of each stage the median. */
async function measureStages(work: string): Promise<IngestStage[]> {
  const runs: IngestStage[][] = [];
  for (let i = 0; i < REPETITIONS; i++) {
    const index = join(work, `index-stages-${i}`);
    runs.push(await ingestStages(["--documents", join(work, DOCUMENTS), "--index", index]));
  }
  const names = new Set(runs.flatMap((stages) => stages.map(({ name }) => name)));
  return Array.from(names, (name) => {
    const seconds = runs.map((stages) => stages.find((stage) => stage.name === name)?.processorSeconds ?? 0);
    return { name, processorSeconds: median(seconds) };
  }).sort((a, b) => b.processorSeconds - a.processorSeconds);
}

/** The same text as many files and as one, in turns; of each the run of median time. */
async function measureLarge(work: string, corpus: string): Promise<{ large: Run; small: Run }> {
  const folders = { large: join(work, "large"), small: join(work, "small") };
  await writeSameText(corpus, folders);
  const runs = { large: [] as Run[], small: [] as Run[] };
  for (let i = 0; i < REPETITIONS; i++) {
    for (const size of ["small", "large"] as const) {
      const index = join(work, `index-${size}-${i}`);
      runs[size].push(
        await runFootnote(["ingest", "--json", "--documents", folders[size], "--index", index]),
      );
    }
  }
  return { large: middle(runs.large), small: middle(runs.small) };
}

function middle(runs: readonly Run[]): Run {
  const sorted = runs.toSorted((a, b) => a.seconds - b.seconds);
  const run = sorted[Math.floor(sorted.length / 2)];
  if (run === undefined) {
    throw new RangeError("nothing was run");
  }
  return run;
}

function measurement(
  what: string,
  { seconds, peakMegabytes, processorSeconds }: Cost,
  passages?: number,
): Measurement {
  return {
    what,
    seconds,
    peakMegabytes,
    processorSeconds,
    passagesPerSecond: passages === undefined ? null : passages / seconds,
  };
}

function passagesOf(run: Run | undefined): number {
  return z.object({ passages: z.number() }).parse(JSON.parse(run?.stdout ?? "")).passages;
}

function toTable(rows: readonly Measurement[]): string {
  const base = rows[0]?.seconds ?? Number.NaN;
  return table(
    ["what", "time", "to the embedder alone", "processor time", "passages/s", "peak memory"],
    rows.map(({ what, seconds, processorSeconds, passagesPerSecond, peakMegabytes }) => [
      what,
      `${seconds.toFixed(1)} s`,
      `${(seconds / base).toFixed(2)} ×`,
      processorSeconds === null ? "" : `${processorSeconds.toFixed(1)} s`,
      passagesPerSecond?.toFixed(0) ?? "",
      peakMegabytes === null ? "" : `${peakMegabytes.toFixed(0)} MB`,
    ]),
  );
}

function stagesTable(stages: readonly IngestStage[]): string {
  const all = stages.reduce((sum, { processorSeconds }) => sum + processorSeconds, 0);
  return table(
    ["what an ingest with the graph is busy with", "processor time", "share"],
    stages.map(({ name, processorSeconds }) => [
      name,
      `${processorSeconds.toFixed(1)} s`,
      `${((100 * processorSeconds) / all).toFixed(0)} %`,
    ]),
  );
}

function stagesChart(stages: readonly IngestStage[], documents: number): string {
  return barChart({
    title: `Ingest of ${documents.toLocaleString("en")} documents by stage, seconds of processor time`,
    unit: " s",
    digits: 1,
    groups: [
      { bars: stages.map(({ name, processorSeconds }) => ({ label: name, parts: [processorSeconds] })) },
    ],
  });
}
