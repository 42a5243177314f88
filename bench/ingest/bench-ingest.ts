import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { percentile } from "../../src/evaluation/metrics/statistics.js";
import { writeCorpus } from "../corpus/write-corpus.js";
import { type Cost, type Run, runFootnote } from "../process/run.js";
import type { BenchOptions, Report } from "../report.js";
import { table } from "../table.js";
import { embedderSeconds } from "./embedder-speed.js";

/** One line of the result. */
interface Measurement {
  readonly what: string;
  readonly seconds: number;
  readonly passagesPerSecond: number | null;
  readonly peakMegabytes: number | null;
}

/** What takes long is measured so often; the median counts. */
const REPETITIONS = 3;

/** Brings an index up to date with a folder of documents again and again, by the command that users run. */
export async function benchIngest({ documents }: BenchOptions): Promise<Report> {
  const work = await mkdtemp(join(tmpdir(), "footnote-bench-"));
  try {
    const figures = await measure(work, documents);
    return { figures, markdown: toTable(figures) };
  } finally {
    await rm(work, { recursive: true });
  }
}

async function measure(work: string, documents: number): Promise<Measurement[]> {
  const folder = join(work, "documents");
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
  };
  const embedder = median(embedders);
  const passages = passagesOf(firsts[0]);
  const again = await ingest();
  await appendFile(join(folder, "000", "document-0.txt"), "\n\nAnother paragraph, which is new.\n");
  const changed = await ingest();
  await rm(join(folder, "000", "document-3.txt"));
  const removed = await ingest();
  return [
    {
      what: "the embedder alone",
      seconds: embedder,
      passagesPerSecond: passages / embedder,
      peakMegabytes: null,
    },
    measurement(`ingest of ${documents} documents, ${passages} passages`, first, passages),
    measurement("nothing changed", again),
    measurement("one document changed", changed),
    measurement("one document deleted", removed),
  ];
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5) ?? Number.NaN;
}

function measurement(what: string, { seconds, peakMegabytes }: Cost, passages?: number): Measurement {
  return {
    what,
    seconds,
    peakMegabytes,
    passagesPerSecond: passages === undefined ? null : passages / seconds,
  };
}

function passagesOf(run: Run | undefined): number {
  return z.object({ passages: z.number() }).parse(JSON.parse(run?.stdout ?? "")).passages;
}

function toTable(rows: readonly Measurement[]): string {
  const base = rows[0]?.seconds ?? Number.NaN;
  return table(
    ["what", "time", "to the embedder alone", "passages/s", "peak memory"],
    rows.map(({ what, seconds, passagesPerSecond, peakMegabytes }) => [
      what,
      `${seconds.toFixed(1)} s`,
      `${(seconds / base).toFixed(2)} ×`,
      passagesPerSecond?.toFixed(0) ?? "",
      peakMegabytes === null ? "" : `${peakMegabytes.toFixed(0)} MB`,
    ]),
  );
}
