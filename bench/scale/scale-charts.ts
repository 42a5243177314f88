import { lineChart } from "../line-chart.js";
import type { ScaleRow } from "./scale-figures.js";

/** The charts of docs/performance.md: title, and what of a row they show. */
const CHARTS: Readonly<Record<string, readonly [title: string, of: (row: ScaleRow) => number | undefined]>> =
  {
    "scale-question.svg": [
      "A question at the median, milliseconds",
      ({ search }) => search.rounds[0]?.timings["total"]?.p50,
    ],
    "scale-ingest.svg": ["First ingest, seconds", ({ ingestSeconds }) => ingestSeconds],
    "scale-memory.svg": ["Memory of a server, megabytes", ({ search }) => search.loadedMegabytes],
  };

/** SVG files by name: what grows with the number of passages, a line for each store. */
export function scaleCharts(rows: readonly ScaleRow[]): Record<string, string> {
  const stores = [...new Set(rows.map(({ store }) => store))];
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
