import { html, type TemplateResult } from "lit";
import type { Messages } from "../i18n/messages.js";
import type { FoundPassages } from "../transport/search-client.js";

/** How long a search took, in all and step by step; without the steps that weren't taken. */
export function renderTimings(timings: FoundPassages["timings"], messages: Messages): TemplateResult {
  const { search } = messages;
  const taken = timings.filter(([step, duration]) => step === "total" || duration > 0);
  return html`<dl class="timings">
    ${taken
      .toSorted(([a], [b]) => Number(b === "total") - Number(a === "total"))
      .map(([step, duration]) => {
        const name = new Map(Object.entries(search.steps)).get(step) ?? step;
        return html`<div><dt>${name}</dt><dd>${milliseconds(duration, messages)}</dd></div>`;
      })}
  </dl>`;
}

function milliseconds(value: number, { locale }: Messages): string {
  return `${value.toLocaleString(locale, { maximumFractionDigits: 1 })} ms`;
}
