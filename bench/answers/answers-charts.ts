import { type BarChart, barChart, medianBar } from "../bar-chart.js";
import type { Row } from "./answers-table.js";
import type { Load } from "./load.js";

/** What takes no part in the charts: beside it the others couldn't be seen. */
export const BARE = "a bare route";

/** SVG files by name: answers in a second and what each costs, with one process and with two. */
export function answersCharts(
  corpora: readonly { readonly what: string; readonly rows: readonly Row[] }[],
): Record<string, string> {
  const draw = (title: string, unit: string, digits: number, of: (load: Load) => number): string => {
    const groups: BarChart["groups"] = corpora.map(({ what, rows }) => ({
      label: what,
      bars: rows.filter((row) => row.what !== BARE).map((row) => medianBar(row.what, row.rounds.map(of))),
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
