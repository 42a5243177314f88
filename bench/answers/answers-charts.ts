import { type BarChart, barChart } from "../bar-chart.js";
import { median } from "../spread.js";
import type { Row } from "./answers-table.js";
import type { Load } from "./load.js";

/** Takes no part in the charts: beside it the others couldn't be seen. */
const BARE = "a bare route";

/** SVG files by name: answers in a second and what each costs, with one process and with two. */
export function answersCharts(
  corpora: readonly { readonly what: string; readonly rows: readonly Row[] }[],
): Record<string, string> {
  const draw = (title: string, unit: string, digits: number, of: (load: Load) => number): string => {
    const groups: BarChart["groups"] = corpora.map(({ what, rows }) => ({
      label: what,
      bars: rows
        .filter((row) => row.what !== BARE)
        .map(({ what: label, rounds }) => {
          const values = rounds.map(of);
          return { label, parts: [median(values)], range: [Math.min(...values), Math.max(...values)] };
        }),
    }));
    return barChart({ title, unit, digits, groups });
  };
  return {
    "performance-answers.svg": draw("Answers a second", "", 0, ({ answersPerSecond }) => answersPerSecond),
    "performance-answer-cost.svg": draw(
      "Processor time of an answer, milliseconds",
      " ms",
      1,
      ({ processorMsPerAnswer }) => processorMsPerAnswer,
    ),
  };
}
