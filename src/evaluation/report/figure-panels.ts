import { type FigureSection, figureSections } from "../figure-sections.js";
import type { FigureTable } from "../figure-tables.js";
import type { Figures } from "../figures.js";
import type { MeanFigures } from "../mean-figures.js";
import { type Html, html } from "./html.js";

/** The figures, a panel for each of their sections. */
export function figurePanels(figures: MeanFigures & Partial<Figures>): Html {
  return html`<div class="figures">${figureSections(figures).map(panel)}</div>`;
}

function panel({ title, rows }: FigureSection): Html {
  return html`<div class="panel"><h4>${title}</h4><dl>${rows.map(({ value, meaning }) => html`<dt>${value}</dt><dd>${meaning}</dd>`)}</dl></div>`;
}

/** Figures that are compared row by row; a wide table scrolls by itself. */
export function figureTable({ title, head, rows }: FigureTable): Html {
  const columns = head.map((name) => html`<th scope="col">${name}</th>`);
  const lines = rows.map(
    ([name = "", ...cells]) =>
      html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr>${columns}</tr></thead><tbody>${lines}</tbody></table></div>`;
}
