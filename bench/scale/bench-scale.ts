import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { mergeBy } from "../merge.js";
import type { BenchOptions, Report } from "../report.js";
import { readResult } from "../results.js";
import { table } from "../table.js";
import { growthsOf } from "./growth.js";
import { measureScale } from "./measure-scale.js";
import { scaleCharts } from "./scale-charts.js";
import { type Growth, type ScaleFigures, type ScaleRow, scaleFigures } from "./scale-figures.js";
import { storesOf } from "./stores.js";

/** The stages of a question, as the product times them. */
const STAGES = ["embed", "lexical", "dense", "fusion", "total"];

/**
 * The same made documents in every store, and more and more of them. Sizes and stores that aren't measured now keep
 * what was saved of them last, so that the largest are measured once.
 */
export async function benchScale({ sizes, postgres, stores, keep }: BenchOptions): Promise<Report> {
  const rows: ScaleRow[] = [];
  for (const documents of sizes) {
    const path = keep === undefined ? await mkdtemp(join(tmpdir(), "footnote-bench-")) : resolve(keep);
    try {
      for (const store of storesOf(postgres, stores)) {
        rows.push(await measureScale({ path, isKept: keep !== undefined }, documents, store));
      }
    } finally {
      if (keep === undefined) {
        await rm(path, { recursive: true });
      }
    }
  }
  const saved = await readResult("scale");
  const earlier = saved === undefined ? [] : scaleFigures.parse(saved.figures).rows;
  const merged = mergeBy(earlier, rows, ({ documents, store }) => `${documents} ${store}`).sort(
    (a, b) => a.documents - b.documents,
  );
  const toSave: ScaleFigures = { rows: merged, growths: growthsOf(merged) };
  return { figures: { rows }, toSave, markdown: describe(toSave), charts: scaleCharts(merged) };
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
