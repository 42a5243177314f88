import { percent } from "../figure-sections.js";
import { type GoldDepth, recallInCharacters } from "../metrics/retrieval-metrics.js";
import type { Outcome } from "../outcome.js";
import { chart, legend, SERIES_LOOKS, type Tick, x, y } from "./chart.js";
import { type Html, html } from "./html.js";

/** The longest context the curve shows, in characters, and its steps. */
const LONGEST = 4000;
const STEP = 100;

const X_TICKS: readonly Tick[] = [0, 1000, 2000, 3000, 4000].map((characters) => ({
  at: characters / LONGEST,
  label: characters.toLocaleString("en"),
}));

interface Series {
  readonly name: string;
  readonly depths: readonly GoldDepth[];
}

/**
 * Recall against characters of context, as a line for each language of the questions, and as a table.
 * @param id unique on the page
 */
export function recallCurve(outcomes: readonly Outcome[], id: string): Html {
  const series = seriesOf(outcomes.filter(({ question }) => question.answerable));
  if (series.length === 0) {
    return html`<p>No question can be answered, so there is nothing to find.</p>`;
  }
  const lowest = lowestOf(series);
  const frame = {
    id: `${id}-recall`,
    title: "Recall against characters of context",
    description: "The table beside it holds the same figures.",
    xTicks: X_TICKS,
    yTicks: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: percentLabel(lowest + at * (1 - lowest)) })),
    xLabel: "characters of context",
  };
  const lines = series.map(
    ({ depths }, i) =>
      html`<polyline class="series-${i % SERIES_LOOKS}" points="${points(depths, lowest)}"/>`,
  );
  const names = series.map(({ name, depths }) => `${name} (${depths.length})`);
  return html`<div class="pair"><div>${chart(frame, lines)}${legend(names)}</div>${table(series)}</div>`;
}

function seriesOf(answerable: readonly Outcome[]): readonly Series[] {
  const languages = [...new Set(answerable.map(({ question }) => question.language))].sort();
  return languages.map((name) => ({
    name,
    depths: answerable.filter(({ question }) => question.language === name).map(({ depth }) => depth),
  }));
}

/** Where the axis starts: good curves lie close together at the top. */
function lowestOf(series: readonly Series[]): number {
  const least = Math.min(...series.map(({ depths }) => recallInCharacters(0, depths) ?? 0));
  return Math.min(0.8, Math.floor(least * 5) / 5);
}

function points(depths: readonly GoldDepth[], lowest: number): string {
  return Array.from({ length: LONGEST / STEP + 1 }, (_, i) => {
    const recall = recallInCharacters(i * STEP, depths) ?? 0;
    return `${x((i * STEP) / LONGEST)},${y((recall - lowest) / (1 - lowest))}`;
  }).join(" ");
}

function table(series: readonly Series[]): Html {
  const budgets = [250, 500, 1000, 2000, 4000];
  const head = budgets.map((budget) => html`<th scope="col">${budget.toLocaleString("en")}</th>`);
  const rows = series.map(
    ({ name, depths }) =>
      html`<tr><th scope="row">${name}</th>${budgets.map((budget) => html`<td>${percent(recallInCharacters(budget, depths))}</td>`)}</tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Recall by language"><table><thead><tr><th scope="col">Questions</th>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function percentLabel(share: number): string {
  return `${Math.round(share * 100)} %`;
}
