import { mergeBy } from "../merge.js";
import { runScript } from "../process/run.js";
import type { BenchOptions, Report } from "../report.js";
import { readResult } from "../results.js";
import { type LargeIndex, withLargeIndex } from "../search/large-index.js";
import { table } from "../table.js";
import { graphCharts } from "./graph-charts.js";
import { type GraphFigures, graphFigures } from "./graph-figures.js";

/** HNSW graphs, Footnote's and others, beside looking at every vector, over growing parts of a large index. */
export function benchGraph(options: BenchOptions): Promise<Report> {
  const work = async ({ index, made, real }: LargeIndex): Promise<Report> => {
    const script = new URL("graph-process.ts", import.meta.url);
    const { printed } = await runScript(script, { index, made, real }, graphFigures);
    const saved = await readResult("graph");
    const earlier = saved === undefined ? [] : graphFigures.parse(saved.figures).ways;
    const ways = mergeBy(earlier, printed.ways, ({ passages, name }) => `${passages} ${name}`).sort(
      (a, b) => a.passages - b.passages,
    );
    return { figures: printed, toSave: { ways }, markdown: describe({ ways }), charts: graphCharts(ways) };
  };
  // The graphs are built here from the vectors: the index needs none of its own.
  return withLargeIndex(options, work, { VECTOR_INDEX: "exact" });
}

function describe({ ways }: GraphFigures): string {
  const kinds = Object.keys(ways[0]?.questions ?? {});
  const rows = ways.map(({ passages, name, buildSeconds, megabytes, questions }) => [
    passages.toLocaleString("en"),
    name,
    buildSeconds === 0 ? "" : `${buildSeconds.toFixed(1)} s`,
    `${megabytes.toFixed(0)} MB`,
    ...kinds.flatMap((kind) => {
      const { recallAt10 = 0, p50 = 0, p95 = 0, cpuP50 = 0 } = questions[kind] ?? {};
      return [recallAt10.toFixed(3), `${p50.toFixed(1)} / ${p95.toFixed(1)}`, cpuP50.toFixed(1)];
    }),
  ]);
  const headers = kinds.flatMap((kind) => [`recall@10, ${kind}`, "p50 / p95 in ms", "processor p50"]);
  return table(["passages", "way", "build", "memory", ...headers], rows);
}
