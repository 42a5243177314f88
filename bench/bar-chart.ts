import { type Html, html } from "../src/evaluation/report/html.js";
import { CHART_STYLES, LOOKS } from "./chart-styles.js";
import { median } from "./spread.js";

/** One bar: a value, or the parts that it is made of. */
export interface Bar {
  readonly label: string;
  /** At least 0; one for each name of the chart's parts, or one. */
  readonly parts: readonly number[];
  /** The least and the most of several runs, where the bar is their median. */
  readonly range?: readonly [least: number, most: number];
}

/** Bars that belong together. */
export interface BarGroup {
  /** A heading above them. */
  readonly label?: string;
  readonly bars: readonly Bar[];
}

/** What is shown. */
export interface BarChart {
  readonly title: string;
  /** Behind each value, such as " ms"; it may be empty. */
  readonly unit: string;
  /** Decimal places of values. */
  readonly digits: number;
  /** What the parts of bars are; none where bars have no parts. */
  readonly parts?: readonly string[];
  readonly groups: readonly BarGroup[];
}

/** A bar of the median of several runs, with their range. */
export function medianBar(label: string, values: readonly number[]): Bar {
  return { label, parts: [median(values)], range: [Math.min(...values), Math.max(...values)] };
}

/** In units of the drawing, which the page scales. */
const WIDTH = 640;
const LABELS = 208;
const VALUES = 76;
const PLOT = WIDTH - LABELS - VALUES;
const ROW = 24;
const BAR = 15;
const TITLE = 30;
const LEGEND_ROW = 20;
const LEGEND_COLUMNS = 5;
/** About as many scale marks. */
const TICKS = 5;

/** Horizontal bars from 0, as an SVG file. */
export function barChart({ title, unit, digits, parts = [], groups }: BarChart): string {
  const bars = groups.flatMap((group) => group.bars);
  const step = niceStep(Math.max(...bars.map((bar) => Math.max(sum(bar.parts), bar.range?.[1] ?? 0))));
  const most = step.size * step.count;
  const x = (value: number) => round(LABELS + (PLOT * value) / most);
  const top = TITLE + LEGEND_ROW * Math.ceil(parts.length / LEGEND_COLUMNS);
  const number = (value: number) =>
    value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const drawn: Html[] = [];
  let row = top;
  for (const { label, bars } of groups) {
    if (label !== undefined) {
      drawn.push(html`<text class="heading" x="0" y="${row + 17}">${label}</text>`);
      row += ROW;
    }
    for (const bar of bars) {
      drawn.push(drawBar(bar, row, x, `${number(sum(bar.parts))}${unit}`));
      row += ROW;
    }
  }
  const ticks = Array.from({ length: step.count + 1 }, (_, i) => i * step.size).map(
    (value) =>
      html`<line class="grid" x1="${x(value)}" x2="${x(value)}" y1="${top}" y2="${row}"/><text x="${x(value)}" y="${row + 17}" text-anchor="middle">${Number(value.toPrecision(3)).toLocaleString("en")}</text>`,
  );
  const height = row + ROW;
  const description = groups.map((group) => describe(group, parts, number, unit)).join(" ");
  const file = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="chart-title chart-desc">
<title id="chart-title">${title}</title><desc id="chart-desc">${description}</desc>
<style>${CHART_STYLES}
.heading { font-weight: 600; }
.range { stroke: #767676; stroke-width: 4; }
.range-middle { stroke: #fff; stroke-width: 1.5; }</style>
<text class="heading" x="0" y="16">${title}</text>
${legend(parts)}${ticks}${drawn}
</svg>
`;
  return file.markup;
}

function drawBar(
  { label, parts, range }: Bar,
  row: number,
  x: (value: number) => number,
  value: string,
): Html {
  const y = row + (ROW - BAR) / 2;
  const pieces: Html[] = [];
  let start = 0;
  for (const [i, part] of parts.entries()) {
    const width = round(x(start + part) - x(start));
    pieces.push(
      html`<rect class="fill-${i % LOOKS}" x="${x(start)}" y="${y}" width="${width}" height="${BAR}"/>`,
    );
    start += part;
  }
  if (range !== undefined) {
    const middle = y + BAR / 2;
    // A light line in a dark one is seen on the bar and beside it.
    for (const look of ["range", "range-middle"]) {
      pieces.push(
        html`<line class="${look}" x1="${x(range[0])}" x2="${x(range[1])}" y1="${middle}" y2="${middle}"/>`,
      );
    }
  }
  const end = x(Math.max(start, range?.[1] ?? 0));
  return html`<text x="${LABELS - 8}" y="${row + 16}" text-anchor="end">${label}</text>${pieces}<text x="${round(end + 6)}" y="${row + 16}">${value}</text>`;
}

function legend(parts: readonly string[]): readonly Html[] {
  return parts.map((name, i) => {
    const left = (i % LEGEND_COLUMNS) * (WIDTH / LEGEND_COLUMNS);
    const y = TITLE + LEGEND_ROW * Math.floor(i / LEGEND_COLUMNS);
    return html`<rect class="fill-${i % LOOKS}" x="${left}" y="${y}" width="12" height="12"/><text x="${left + 18}" y="${y + 11}">${name}</text>`;
  });
}

/** For who doesn't see it. */
function describe(
  { label, bars }: BarGroup,
  parts: readonly string[],
  number: (value: number) => string,
  unit: string,
): string {
  const all = bars.map((bar) => {
    const of = bar.parts.map((part, i) => `${parts[i] ?? ""} ${number(part)}`.trim()).join(", ");
    const range = bar.range === undefined ? "" : ` (${bar.range.map(number).join(" to ")})`;
    return parts.length === 0
      ? `${bar.label}: ${of}${unit}${range}`
      : `${bar.label}: ${number(sum(bar.parts))}${unit} (${of})`;
  });
  return `${label === undefined ? "" : `${label}: `}${all.join("; ")}.`;
}

/** Steps of 1, 2 or 5 times a power of ten that reach up to a value. */
function niceStep(most: number): { readonly size: number; readonly count: number } {
  const rough = (most > 0 ? most : 1) / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const size = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  return { size, count: Math.max(1, Math.ceil(most / size - 1e-9)) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
