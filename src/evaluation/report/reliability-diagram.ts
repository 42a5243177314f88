import { percent } from "../figure-sections.js";
import { reliabilityTable } from "../figure-tables.js";
import type { Reliability, ReliabilityBin } from "../metrics/reliability.js";
import { chart, x, y } from "./chart.js";
import { figureTable } from "./figure-panels.js";
import { type Html, html } from "./html.js";

/** The radius of a bin's point by the share of all that it holds. */
const LEAST_RADIUS = 3;
const MOST_RADIUS = 14;

const QUARTERS = [0, 0.25, 0.5, 0.75, 1];

/**
 * Confidence against the share that is right, a point for each bin, as large as the bin: where confidence means what
 * it says, the points lie on the diagonal; below it, it promises too much.
 * @param id unique on the page
 */
export function reliabilityDiagram(reliability: Reliability, id: string): Html {
  const bins = reliability.bins.filter(({ shown }) => shown > 0);
  const all = bins.reduce((sum, { shown }) => sum + shown, 0);
  const ticks = QUARTERS.map((at) => ({ at, label: percentLabel(at) }));
  const frame = {
    id: `${id}-reliability`,
    title: "Reliability diagram",
    description: "Mean confidence against the share that is right. The table beside it holds the figures.",
    xTicks: ticks,
    yTicks: ticks,
    xLabel: "mean confidence; upwards, the share that is right",
  };
  const diagonal = html`<line class="grid" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>`;
  const points = bins.map((bin) => pointOf(bin, all));
  return html`<div class="pair"><div>${chart(frame, [diagonal, ...points])}</div>${figureTable(reliabilityTable(reliability))}</div>`;
}

function pointOf({ shown, confidence, right }: ReliabilityBin, all: number): Html {
  const radius = LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * Math.sqrt(shown / all);
  return html`<circle class="point" cx="${x(confidence ?? 0)}" cy="${y(right ?? 0)}" r="${radius.toFixed(1)}"><title>${shown} shown, ${percent(right)} right</title></circle>`;
}

function percentLabel(share: number): string {
  return `${Math.round(share * 100)} %`;
}
