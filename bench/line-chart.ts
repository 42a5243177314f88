import { chart, type Tick, x, y } from "../src/evaluation/report/chart.js";
import { html } from "../src/evaluation/report/html.js";
import { CHART_STYLES, LOOKS } from "./chart-styles.js";

/** One line. */
export interface ChartSeries {
  readonly name: string;
  /** Above 0. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** The largest value to the least, up to which an axis has marks between its powers of ten. */
const FEW_POWERS = 200;

/** A chart with logarithmic axes, as an SVG file: lines that grow with a power of x are straight. */
export function lineChart(title: string, xLabel: string, series: readonly ChartSeries[]): string {
  const points = series.flatMap((line) => line.points);
  const xScale = logarithmic(points.map((point) => point.x));
  const yScale = logarithmic(points.map((point) => point.y));
  const lines = series.map(
    (line, i) =>
      html`<polyline class="series-${i % LOOKS}" points="${line.points.map((point) => `${x(xScale.at(point.x))},${y(yScale.at(point.y))}`).join(" ")}"/>`,
  );
  // In the corner that lines which grow, or stay, leave free.
  const names = series.map(({ name }, i) => {
    const height = y(1) + 14 + 18 * i;
    return html`<line class="swatch series-${i % LOOKS}" x1="${x(0.03)}" x2="${x(0.11)}" y1="${height}" y2="${height}"/><text x="${x(0.13)}" y="${height + 4}">${name}</text>`;
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

/** From what is round below the least value to what is round above the largest; marks are the powers of ten. */
function logarithmic(values: readonly number[]): {
  readonly at: (value: number) => number;
  readonly ticks: readonly Tick[];
} {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const first = Math.floor(Math.log10(least));
  const powers = Array.from({ length: Math.ceil(Math.log10(most)) - first + 2 }, (_, i) => 10 ** (first + i));
  const round = powers.flatMap((power) => [power, 2 * power, 5 * power]);
  const lowest = round.findLast((value) => value <= least) ?? least;
  const highest = round.find((value) => value >= most && value > lowest) ?? most;
  const at = (value: number) => Math.log(value / lowest) / Math.log(highest / lowest);
  // Marks at 2 and 5 as well where there are few powers of ten.
  const marks = highest / lowest > FEW_POWERS ? powers : round;
  const ticks = marks
    .filter((value) => value >= lowest && value <= highest)
    .map((value) => ({ at: at(value), label: labelOf(value) }));
  return { at, ticks };
}

/** Short enough to stand side by side: 0.5, 10,000, 100K, 1M. */
function labelOf(value: number): string {
  if (value < 1) {
    return String(Number(value.toPrecision(1)));
  }
  return value.toLocaleString("en", value < 100_000 ? {} : { notation: "compact" });
}
