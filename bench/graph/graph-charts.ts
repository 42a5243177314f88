import { lineChart } from "../line-chart.js";
import type { Way } from "./graph-figures.js";

/** The ways that users can choose between. */
const SHOWN = ["looking at all", "Footnote's graph"];

/** SVG files by name: the dense leg by the number of passages, with the graph and without it. */
export function graphCharts(ways: readonly Way[]): Record<string, string> {
  const title = "The nearest 66 passages for a question at the median, milliseconds";
  const kinds = Object.keys(ways[0]?.questions ?? {});
  const series = SHOWN.flatMap((name) =>
    kinds.map((kind) => ({
      name: `${name}, ${kind}`,
      points: ways
        .filter((way) => way.name === name)
        .flatMap(({ passages, questions }) => {
          const p50 = questions[kind]?.p50 ?? 0;
          return p50 > 0 ? [{ x: passages, y: p50 }] : [];
        }),
    })),
  );
  return { "graph-question.svg": lineChart(title, "Milliseconds at the median · by passages", series) };
}
