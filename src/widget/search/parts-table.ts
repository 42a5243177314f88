import { html, nothing, type TemplateResult } from "lit";
import type { Messages } from "../i18n/messages.js";
import type { FoundPassage, ScorePart } from "../transport/search-client.js";
import { describeSignal, figure, signalComparison } from "./signals.js";

/** What a signal says of a passage and of the paragraph around it, where it counts for both alike. */
interface Row {
  readonly signal: string;
  readonly weight: number;
  readonly parts: readonly ScorePart[];
}

/** A row for each signal: its value, its weight, and its share of the score. */
export function renderParts({ parts, score }: FoundPassage, messages: Messages): TemplateResult {
  const { search } = messages;
  return html`<table>
    <caption>${search.composition}</caption>
    <thead>
      <tr>
        <th scope="col">${search.signal}</th>
        <th scope="col">${search.passage}</th>
        <th scope="col">${search.paragraph}</th>
        <th scope="col">${search.weight}</th>
        <th scope="col">${search.share}</th>
      </tr>
    </thead>
    <tbody>
      ${rowsOf(parts).map((row) => renderRow(row, messages))}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row" colspan="4">${search.sum}</th>
        <td>${figure(score, messages)}</td>
      </tr>
    </tfoot>
  </table>`;
}

function renderRow({ signal, weight, parts }: Row, messages: Messages): TemplateResult {
  const { name, hint } = describeSignal(signal, messages);
  const share = parts.reduce((sum, part) => sum + part.share, 0);
  return html`<tr>
    <th scope="row">
      <svg class="swatch" aria-hidden="true">
        <rect class=${signalComparison(signal) ?? "other"} width="100%" height="100%" />
      </svg>
      <span>${name}${hint === "" ? nothing : html`<span class="signal-hint">${hint}</span>`}</span>
    </th>
    <td>${valueFor("passage", parts, messages)}</td>
    <td>${valueFor("paragraph", parts, messages)}</td>
    <td>× ${figure(weight, messages)}</td>
    <td>${figure(share, messages)}</td>
  </tr>`;
}

function valueFor(of: ScorePart["of"], parts: readonly ScorePart[], messages: Messages): string {
  const part = parts.find((each) => each.of === of);
  return part === undefined ? "–" : figure(part.value, messages);
}

/** Rows are in the order of their first parts. */
function rowsOf(parts: readonly ScorePart[]): Row[] {
  const rows = new Map<string, Row>();
  for (const part of parts) {
    const { signal, weight } = part;
    const key = JSON.stringify([signal, weight]);
    rows.set(key, { signal, weight, parts: [...(rows.get(key)?.parts ?? []), part] });
  }
  return [...rows.values()];
}
