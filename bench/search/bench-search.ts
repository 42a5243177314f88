import { type Cost, runScript } from "../process/run.js";
import type { BenchOptions, Report } from "../report.js";
import { table } from "../table.js";
import { denseRecall } from "./dense-recall.js";
import { withLargeIndex } from "./large-index.js";
import { type Latency, type Round, type SearchFigures, searchFigures } from "./search-figures.js";

interface Figures extends SearchFigures {
  readonly denseRecallAt10: number;
  /** What bringing the index up to date cost; little if it was kept. */
  readonly ingest: Cost;
}

/** Searches a large index, made by the command that users run, in a fresh process. */
export function benchSearch(options: BenchOptions): Promise<Report> {
  return withLargeIndex(options, async ({ ingest, ...questions }) => {
    const script = new URL("search-process.ts", import.meta.url);
    const { printed } = await runScript(script, questions, searchFigures);
    const denseRecallAt10 = await denseRecall(questions.index, questions.made);
    const figures: Figures = { ...printed, denseRecallAt10, ingest };
    return { figures, markdown: describe(figures) };
  });
}

function describe(figures: Figures): string {
  const { passages, openMs, warmUpMs, firstQuestionMs, ingest } = figures;
  const { bareMegabytes, loadedMegabytes, afterMegabytes, peakMegabytes } = figures;
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
  const megabytes = (amount: number) => `${amount.toFixed(0)} MB`;
  const facts = [
    ["passages", String(passages)],
    ["bringing the index up to date", `${ingest.seconds.toFixed(0)} s, ${megabytes(ingest.peakMegabytes)}`],
    ["opening embedder and index", seconds(openMs)],
    ["loading what searching needs", seconds(warmUpMs)],
    ["the first question", seconds(firstQuestionMs)],
    ["memory before opening", megabytes(bareMegabytes)],
    ["memory when loaded", megabytes(loadedMegabytes)],
    ["memory after the questions", megabytes(afterMegabytes)],
    ["memory at most", megabytes(peakMegabytes)],
    ["recall@10 of the dense leg against every vector", figures.denseRecallAt10.toFixed(4)],
  ];
  return `${table(["what", "figure"], facts)}\n\n${timingsTable(figures.rounds)}`;
}

/** The parts of a retrieval are those that the product times, whichever they are. */
function timingsTable(rounds: readonly Round[]): string {
  const legs = Object.keys(rounds[0]?.timings ?? {});
  const both = (latency: Latency | undefined) =>
    latency === undefined ? "" : `${latency.p50.toFixed(1)} / ${latency.p95.toFixed(1)}`;
  return table(
    ["p50 / p95 in ms", "questions", ...legs, "recall@10"],
    rounds.map(({ what, questions, timings, recallAt10 }) => [
      what,
      String(questions),
      ...legs.map((leg) => both(timings[leg])),
      recallAt10?.toFixed(3) ?? "",
    ]),
  );
}
