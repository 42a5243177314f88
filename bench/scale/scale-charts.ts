import { barChart } from "../bar-chart.js";
import { lineChart } from "../line-chart.js";
import type { ScaleRow } from "./scale-figures.js";

/** The charts of lines: title, and what of a row they show. */
const CHARTS: Readonly<Record<string, readonly [title: string, of: (row: ScaleRow) => number | undefined]>> =
  {
    "scale-question.svg": [
      "A question at the median, milliseconds",
      ({ search }) => search.rounds[0]?.timings["total"]?.p50,
    ],
    "scale-ingest.svg": ["First ingest, seconds", ({ ingestSeconds }) => ingestSeconds],
    "scale-memory.svg": ["Memory of a server, megabytes", ({ search }) => search.loadedMegabytes],
  };

/** The stages of a question, as the product times them, by what the chart calls them. */
const STAGES: Readonly<Record<string, string>> = {
  embed: "embedding",
  lexical: "lexical leg",
  dense: "dense leg",
  fusion: "ranking",
};

/** SVG files by name: what grows with the number of passages for each store, and a question by its stages. */
export function scaleCharts(rows: readonly ScaleRow[]): Record<string, string> {
  const stores = [...new Set(rows.map(({ store }) => store))];
  return { ...lineCharts(rows, stores), "performance-question.svg": stagesChart(rows, stores) };
}

/** Medians of the stages, which don't add up to the median of the whole exactly. */
function stagesChart(rows: readonly ScaleRow[], stores: readonly string[]): string {
  const groups = stores.map((label) => ({
    label,
    bars: rows
      .filter(({ store }) => store === label)
      .toSorted((a, b) => a.passages - b.passages)
      .map(({ passages, search }) => ({
        label: `${passages.toLocaleString("en")} passages`,
        parts: Object.keys(STAGES).map((stage) => search.rounds[0]?.timings[stage]?.p50 ?? 0),
      })),
  }));
  const title = "A question by stage, milliseconds at the median";
  return barChart({ title, unit: " ms", digits: 1, parts: Object.values(STAGES), groups });
}

function lineCharts(rows: readonly ScaleRow[], stores: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(CHARTS).map(([file, [title, of]]) => {
      const series = stores.map((name) => ({
        name,
        points: rows
          .filter(({ store }) => store === name)
          .toSorted((a, b) => a.passages - b.passages)
          .flatMap((row) => {
            const value = of(row);
            return value === undefined || value <= 0 ? [] : [{ x: row.passages, y: value }];
          }),
      }));
      return [file, lineChart(title, `${title} · by passages`, series)];
    }),
  );
}
