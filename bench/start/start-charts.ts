import { barChart, medianBar } from "../bar-chart.js";
import type { StartFigures, StartRound } from "./start-figures.js";

/** SVG files by name: how long a server takes to start, and what it holds. */
export function startCharts({ rows }: StartFigures): Record<string, string> {
  const group = (label: string, of: (round: StartRound) => number) => ({
    label,
    bars: rows.map(({ what, rounds }) => medianBar(what, rounds.map(of))),
  });
  return {
    "performance-start.svg": barChart({
      title: "From the start of serve until it is ready, milliseconds",
      unit: " ms",
      digits: 0,
      groups: [
        group("the first time, with an ingest", ({ firstReadyMs }) => firstReadyMs),
        group("later", ({ readyMs }) => readyMs),
      ],
    }),
    "performance-memory.svg": barChart({
      title: "Resident memory of a server, all processes together, megabytes",
      unit: " MB",
      digits: 0,
      groups: [
        group("when it is ready", ({ readyMegabytes }) => readyMegabytes),
        group("after 200 questions", ({ askedMegabytes }) => askedMegabytes),
      ],
    }),
  };
}
