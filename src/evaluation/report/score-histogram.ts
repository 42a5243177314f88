import type { Outcome } from "../outcome.js";
import { chart, legend, x, y } from "./chart.js";
import { type Html, html } from "./html.js";

/** Each bin is a tenth of the score's range; the last one holds 1, too. */
const BINS = 10;

/** A count for each bin. */
type Counts = readonly number[];

interface Group {
  readonly name: string;
  readonly counts: Counts;
}

/**
 * How confidence spreads: over what was answered and what wasn't, and over what should have been.
 * @param id unique on the page
 */
export function scoreHistograms(outcomes: readonly Outcome[], id: string): Html {
  const asked = group(outcomes, ({ question }) => question.answerable, ["has an answer", "has none"]);
  const done = group(outcomes, ({ answer }) => answer.answered, ["answered", "excerpts or refused"]);
  return html`<div class="pair">${histogram(`${id}-expected`, "By what the documents hold", asked)}${histogram(`${id}-done`, "By what was done", done)}</div>`;
}

function group(
  outcomes: readonly Outcome[],
  isFirst: (outcome: Outcome) => boolean,
  [first, second]: readonly [string, string],
): readonly Group[] {
  return [
    { name: first, counts: countsOf(outcomes.filter(isFirst)) },
    { name: second, counts: countsOf(outcomes.filter((outcome) => !isFirst(outcome))) },
  ];
}

function countsOf(outcomes: readonly Outcome[]): Counts {
  const bins = outcomes.map(({ answer }) => Math.min(BINS - 1, Math.floor(answer.confidence * BINS)));
  return Array.from({ length: BINS }, (_, bin) => bins.filter((of) => of === bin).length);
}

function histogram(id: string, title: string, groups: readonly Group[]): Html {
  const shares = groups.map(({ counts }) => sharesOf(counts));
  const most = Math.max(...shares.flat()) || 1;
  const frame = {
    id,
    title: `Confidence, ${title.toLowerCase()}`,
    description: "Each bar is a share of its group. The table below holds the counts.",
    xTicks: [0, 0.5, 1].map((at) => ({ at, label: at.toFixed(1) })),
    yTicks: [
      { at: 0, label: "0 %" },
      { at: 1, label: `${Math.round(most * 100)} %` },
    ],
    xLabel: "confidence",
  };
  const bars = shares.flatMap((group, i) => group.map((share, bin) => barOf(share / most, bin, i)));
  return html`<figure><figcaption>${title}</figcaption>${chart(frame, bars)}${legend(groups.map(({ name }) => name))}${details(groups)}</figure>`;
}

/** Of its group: one group is often many times the other, and would hide it. */
function sharesOf(counts: Counts): readonly number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (all === 0 ? 0 : count / all));
}

function barOf(share: number, bin: number, series: number): Html {
  const wide = (x(1) - x(0)) / BINS;
  const left = x(bin / BINS) + wide * (series === 0 ? 0.1 : 0.52);
  return html`<rect class="bar-${series}" x="${left.toFixed(1)}" y="${y(share)}" width="${(wide * 0.38).toFixed(1)}" height="${(y(0) - y(share)).toFixed(1)}"/>`;
}

function details(groups: readonly Group[]): Html {
  const rows = Array.from(
    { length: BINS },
    (_, bin) =>
      html`<tr><th scope="row">${(bin / BINS).toFixed(1)} to ${((bin + 1) / BINS).toFixed(1)}</th>${groups.map(({ counts }) => html`<td>${counts[bin] ?? 0}</td>`)}</tr>`,
  );
  return html`<details><summary>As a table</summary><table><thead><tr><th scope="col">Confidence</th>${groups.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table></details>`;
}
