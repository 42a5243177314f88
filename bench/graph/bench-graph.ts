import { runScript } from "../process/run.js";
import type { BenchOptions, Report } from "../report.js";
import { withLargeIndex } from "../search/large-index.js";
import { table } from "../table.js";
import { type GraphFigures, graphFigures } from "./graph-figures.js";

/** Builds HNSW graphs with other parameters than Footnote's over a large index: what recall costs. */
export function benchGraph(options: BenchOptions): Promise<Report> {
  return withLargeIndex(options, async ({ index, made, real }) => {
    const script = new URL("graph-process.ts", import.meta.url);
    const { printed } = await runScript(script, { index, made, real }, graphFigures);
    return { figures: printed, markdown: describe(printed) };
  });
}

function describe({ passages, exactMilliseconds, graphs }: GraphFigures): string {
  const efs = graphs[0]?.rounds.map(({ ef }) => `ef ${ef}`) ?? [];
  const kinds = Object.keys(graphs[0]?.rounds[0]?.found ?? {});
  const rows = graphs.flatMap(({ m, efConstruction, buildSeconds, rounds }) =>
    kinds.map((kind) => [
      `M ${m}, efConstruction ${efConstruction}`,
      `${buildSeconds.toFixed(0)} s`,
      kind,
      ...rounds.map(({ found }) => {
        const { recallAt10 = 0, milliseconds = 0 } = found[kind] ?? {};
        return `${recallAt10.toFixed(3)} in ${milliseconds.toFixed(1)} ms`;
      }),
    ]),
  );
  const exact = `Looking at all ${passages} vectors takes ${exactMilliseconds.toFixed(1)} ms a question.`;
  return `${table(["graph", "build", "questions", ...efs], rows)}\n\n${exact}`;
}
