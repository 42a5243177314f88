import { percent } from "../figure-sections.js";
import type { Funnel } from "../metrics/funnel.js";
import { type Html, html } from "./html.js";

/** The stages of the funnel as a person reads them, in the order of the path that a question takes. */
const ROWS: readonly (readonly [string, keyof Funnel])[] = [
  ["document among ten passages", "documentAmongTen"],
  ["passage among ten", "passageAmongTen"],
  ["passage among three", "passageAmongThree"],
  ["passage first", "passageFirst"],
  ["answered", "answered"],
  ["answered with the expected text or its source", "answeredRight"],
  ["excerpts that hold it", "excerptsHoldGold"],
  ["refused, or excerpts that don't", "refused"],
];

/** How far the answerable questions come, as a table with a bar in each row. */
export function funnelBars(funnel: Funnel): Html {
  const rows = ROWS.map(
    ([name, key]) =>
      html`<tr><th scope="row">${name}</th><td class="meter"><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="bar-0" width="${((funnel[key] ?? 0) * 100).toFixed(1)}" height="8"/></svg></td><td>${percent(funnel[key])}</td></tr>`,
  );
  return html`<table><tbody>${rows}</tbody></table>`;
}
