import { html, type TemplateResult } from "lit";
import type { Messages } from "../i18n/messages.js";
import { COMPARISONS } from "./signals.js";

/** What the bars beside a passage stand for, for readers who don't know how search works. */
export function renderLegend({ search }: Messages): TemplateResult {
  return html`<dl class="legend">
    ${COMPARISONS.map(
      (comparison) =>
        html`<div>
          <dt>
            <svg class="swatch" aria-hidden="true"><rect class=${comparison} width="100%" height="100%" /></svg
            >${search.comparisons[comparison].name}
          </dt>
          <dd>${search.comparisons[comparison].hint}</dd>
        </div>`,
    )}
    <div>
      <dt>${search.sum}</dt>
      <dd>${search.sumHint}</dd>
    </div>
  </dl>`;
}
