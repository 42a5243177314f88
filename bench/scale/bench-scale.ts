import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchOptions, Report } from "../report.js";
import { table } from "../table.js";
import { growthsOf } from "./growth.js";
import { type MeasuredStore, measureScale } from "./measure-scale.js";
import { scaleCharts } from "./scale-charts.js";
import type { Growth, ScaleFigures, ScaleRow } from "./scale-figures.js";

/** The stages of a question, as the product times them. */
const STAGES = ["embed", "lexical", "dense", "fusion", "total"];

/** The same made documents in every store, and more and more of them. */
export async function benchScale({ sizes, postgres }: BenchOptions): Promise<Report> {
  const stores: MeasuredStore[] = [
    { name: "local, hnsw", env: { STORE: "local", VECTOR_INDEX: "hnsw" } },
    { name: "local, exact", env: { STORE: "local", VECTOR_INDEX: "exact" } },
    ...(postgres === undefined ? [] : [{ name: "PostgreSQL", env: {}, url: postgres }]),
  ];
  const rows: ScaleRow[] = [];
  for (const documents of sizes) {
    const work = await mkdtemp(join(tmpdir(), "footnote-bench-"));
    try {
      for (const store of stores) {
        rows.push(await measureScale(work, documents, store));
      }
    } finally {
      await rm(work, { recursive: true });
    }
  }
  const figures: ScaleFigures = { rows, growths: growthsOf(rows) };
  return { figures, markdown: describe(figures), charts: scaleCharts(rows) };
}

function describe({ rows, growths }: ScaleFigures): string {
  return [ingestTable(rows), questionTable(rows), growthTable(growths)].join("\n\n");
}

function ingestTable(rows: readonly ScaleRow[]): string {
  return table(
    [
      "passages",
      "store",
      "first ingest",
      "peak memory",
      "adding 1 %",
      "disk",
      "loading",
      "memory of a server",
    ],
    rows.map((row) => [
      row.passages.toLocaleString("en"),
      row.store,
      `${row.ingestSeconds.toFixed(1)} s`,
      `${row.ingestMegabytes.toFixed(0)} MB`,
      `${row.addSeconds.toFixed(1)} s (${((100 * row.addSeconds) / row.ingestSeconds).toFixed(1)} %)`,
      `${row.diskMegabytes.toFixed(0)} MB`,
      `${row.search.warmUpMs.toFixed(0)} ms`,
      `${row.search.loadedMegabytes.toFixed(0)} MB`,
    ]),
  );
}

function questionTable(rows: readonly ScaleRow[]): string {
  return table(
    ["p50 / p95 in ms", "store", ...STAGES, "recall@10"],
    rows.map(({ passages, store, search }) => {
      const [round] = search.rounds;
      const stages = STAGES.map((stage) => {
        const { p50 = 0, p95 = 0 } = round?.timings[stage] ?? {};
        return `${p50.toFixed(1)} / ${p95.toFixed(1)}`;
      });
      return [passages.toLocaleString("en"), store, ...stages, round?.recallAt10?.toFixed(3) ?? ""];
    }),
  );
}

function growthTable(growths: readonly Growth[]): string {
  return table(
    ["what", "store", "a passage, at the largest", "grows with passages to the power of"],
    growths.map(({ what, store, perPassage, exponent }) => [
      what,
      store,
      perPassage.toPrecision(2),
      exponent?.toFixed(2) ?? "",
    ]),
  );
}
