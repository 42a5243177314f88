import { type Html, html } from "./html.js";

/** Where a chart draws, in its own units; the page scales it. */
const PLOT = { width: 420, height: 230, left: 54, right: 12, top: 12, bottom: 42 } as const;

/** How many series have a look of their own. */
export const SERIES_LOOKS = 4;

/** A mark of an axis. */
export interface Tick {
  /** From 0, where the axis starts, to 1. */
  readonly at: number;
  readonly label: string;
}

/** What every chart has. */
export interface ChartFrame {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** What the chart shows, for who doesn't see it. */
  readonly description: string;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly xLabel: string;
}

/** The horizontal place of a share of the width. */
export function x(share: number): number {
  return round(PLOT.left + share * (PLOT.width - PLOT.left - PLOT.right));
}

/** The vertical place of a share of the height, 0 at the bottom. */
export function y(share: number): number {
  return round(PLOT.height - PLOT.bottom - share * (PLOT.height - PLOT.top - PLOT.bottom));
}

/** A chart with its axes around what it draws. */
export function chart(frame: ChartFrame, content: readonly Html[]): Html {
  const { id, title, description, xTicks, yTicks, xLabel } = frame;
  return html`<svg class="chart" viewBox="0 0 ${PLOT.width} ${PLOT.height}" role="img" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>
${yTicks.map(({ at, label }) => html`<line class="grid" x1="${x(0)}" x2="${x(1)}" y1="${y(at)}" y2="${y(at)}"/><text x="${PLOT.left - 8}" y="${y(at) + 4}" text-anchor="end">${label}</text>`)}
${xTicks.map(({ at, label }) => html`<text x="${x(at)}" y="${PLOT.height - PLOT.bottom + 18}" text-anchor="${anchor(at)}">${label}</text>`)}
<text x="${x(0.5)}" y="${PLOT.height - 3}" text-anchor="middle">${xLabel}</text>
${content}
</svg>`;
}

/** What each look stands for; the number of a look is its place in the list. */
export function legend(names: readonly string[]): Html {
  const items = names.map(
    (name, i) =>
      html`<li><svg class="swatch" viewBox="0 0 24 8" aria-hidden="true"><line class="series-${i % SERIES_LOOKS}" x1="0" x2="24" y1="4" y2="4"/></svg>${name}</li>`,
  );
  return html`<ul class="legend">${items}</ul>`;
}

function anchor(at: number): string {
  if (at === 0) {
    return "start";
  }
  return at === 1 ? "end" : "middle";
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
