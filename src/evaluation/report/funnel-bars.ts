import { type FunnelRow, funnelRows } from "../figure-sections.js";
import type { Funnel } from "../metrics/funnel.js";
import { type Html, html } from "./html.js";

/** How far the answerable questions come, as a table with a bar in each row. */
export function funnelBars(funnel: Funnel): Html {
  return html`<table class="funnel"><tbody>${funnelRows(funnel).map(rowOf)}</tbody></table>`;
}

function rowOf({ share, value, meaning }: FunnelRow): Html {
  const width = ((share ?? 0) * 100).toFixed(1);
  return html`<tr><th scope="row">${meaning}</th><td class="meter"><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="bar-0" width="${width}" height="8"/></svg></td><td>${value}</td></tr>`;
}
