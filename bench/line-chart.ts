import { chart, type Tick, x, y } from "../src/evaluation/report/chart.js";
import { html } from "../src/evaluation/report/html.js";
import { CHART_STYLES, LOOKS } from "./chart-styles.js";

/** One line. */
export interface ChartSeries {
  readonly name: string;
  /** Above 0. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** A chart with logarithmic axes, as an SVG file: lines that grow with a power of x are straight. */
export function lineChart(title: string, xLabel: string, series: readonly ChartSeries[]): string {
  const points = series.flatMap((line) => line.points);
  const xScale = logarithmic(points.map((point) => point.x));
  const yScale = logarithmic(points.map((point) => point.y));
  const lines = series.map(
    (line, i) =>
      html`<polyline class="series-${i % LOOKS}" points="${line.points.map((point) => `${x(xScale.at(point.x))},${y(yScale.at(point.y))}`).join(" ")}"/>`,
  );
  // In the corner that lines which grow leave free.
  const names = series.map(({ name }, i) => {
    const height = y(0) - 14 - 18 * (series.length - 1 - i);
    return html`<line class="swatch series-${i % LOOKS}" x1="${x(0.62)}" x2="${x(0.7)}" y1="${height}" y2="${height}"/><text x="${x(0.72)}" y="${height + 4}">${name}</text>`;
  });
  const frame = {
    id: "chart",
    title,
    description: series.map(describe).join(" "),
    xTicks: xScale.ticks,
    yTicks: yScale.ticks,
    xLabel,
  };
  const { markup } = chart(frame, [html`<style>${CHART_STYLES}</style>`, ...lines, ...names]);
  // A page knows what an <svg> is; a file has to say it.
  return `${markup.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')}\n`;
}

function describe({ name, points }: ChartSeries): string {
  return `${name}: ${points.map((point) => `${point.y.toPrecision(3)} at ${point.x.toLocaleString("en")}`).join(", ")}.`;
}

/** From the power of ten below the least value to that above the largest. */
function logarithmic(values: readonly number[]): {
  readonly at: (value: number) => number;
  readonly ticks: readonly Tick[];
} {
  const lowest = Math.floor(Math.log10(Math.min(...values)));
  const highest = Math.max(lowest + 1, Math.ceil(Math.log10(Math.max(...values))));
  const at = (value: number) => (Math.log10(value) - lowest) / (highest - lowest);
  const ticks = Array.from({ length: highest - lowest + 1 }, (_, i) => 10 ** (lowest + i)).map((value) => ({
    at: at(value),
    label: value >= 1 ? value.toLocaleString("en") : String(Number(value.toPrecision(1))),
  }));
  return { at, ticks };
}
