import { html, svg, type TemplateResult } from "lit";
import type { Messages } from "../i18n/messages.js";
import type { FoundPassage, ScorePart } from "../transport/search-client.js";

/**
 * The score as a bar of its parts, as long as the score is of 1; what a part takes away covers the end. The table
 * below says the same.
 */
export function renderScoreBar({ score, parts }: FoundPassage, messages: Messages): TemplateResult {
  let end = 0;
  const bars = [...parts]
    .sort((a, b) => Number(a.share < 0) - Number(b.share < 0))
    .filter(({ share }) => share !== 0)
    .map((part) => {
      const start = end;
      end += part.share;
      return svg`<rect class=${look(part)} x=${percent(Math.min(start, end))} width=${percent(Math.abs(part.share))} height="100%" />`;
    });
  return html`<svg class="bar" role="img" aria-label=${messages.search.scoreOf(format(score, messages))}>${bars}</svg>`;
}

/** A line for each part: what there was of it, how much that counts, and what it adds. */
export function renderParts({ parts, score }: FoundPassage, messages: Messages): TemplateResult {
  const { search } = messages;
  return html`<table>
    <caption class="visually-hidden">${search.composition}</caption>
    <thead>
      <tr>
        <th scope="col">${search.signal}</th>
        <th scope="col">${search.value}</th>
        <th scope="col">${search.weight}</th>
        <th scope="col">${search.share}</th>
      </tr>
    </thead>
    <tbody>
      ${parts.map((part) => renderPart(part, messages))}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row" colspan="3">${search.sum}</th>
        <td>${format(score, messages)}</td>
      </tr>
    </tfoot>
  </table>`;
}

function renderPart(part: ScorePart, messages: Messages): TemplateResult {
  const { signal, of, value, weight, share } = part;
  return html`<tr>
    <th scope="row">
      <svg class="swatch" aria-hidden="true"><rect class=${look(part)} width="100%" height="100%" /></svg>
      <span>${signalName(signal, messages)}<span class="of">, ${messages.search[of]}</span></span>
    </th>
    <td>${format(value, messages)}</td>
    <td>× ${format(weight, messages)}</td>
    <td>${format(share, messages)}</td>
  </tr>`;
}

/** The class of what stands for a part; a newer server's signals have no colour of their own. */
function look({ signal, of }: ScorePart): string {
  return isKnown(signal) ? `${signal} ${of}` : `other ${of}`;
}

function signalName(signal: string, { search }: Messages): string {
  return isKnown(signal) ? search.signals[signal] : signal;
}

type KnownSignal = keyof Messages["search"]["signals"];

const knownSignals: readonly string[] = [
  "words",
  "grams",
  "cosine",
  "sentence",
  "alignment",
  "repeated",
] satisfies readonly KnownSignal[];

function isKnown(signal: string): signal is KnownSignal {
  return knownSignals.includes(signal);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)}%`;
}

/** A score, value or weight, three digits after the point. */
export function format(value: number, { locale }: Messages): string {
  return value.toLocaleString(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
}
