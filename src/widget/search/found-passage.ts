import { html, nothing, type TemplateResult } from "lit";
import { place } from "../answer/place.js";
import { viewerLink } from "../answer/viewer-link.js";
import type { Messages } from "../i18n/messages.js";
import type { FoundPassage } from "../transport/search-client.js";
import { langOf } from "../view/source-label.js";
import { renderFoundWords } from "./found-words.js";
import { renderMarkedText } from "./marked-passage.js";
import { renderMeters } from "./meters.js";
import { renderParts } from "./parts-table.js";

/**
 * A passage that was found: where it stands, its text, and why it was found.
 * @param rank 1-based
 * @param found how many passages the ranks count among
 */
export function renderFoundPassage(
  passage: FoundPassage,
  rank: number,
  found: number,
  messages: Messages,
): TemplateResult {
  const where = place(passage, messages);
  const language = langOf(passage.language);
  return html`<li>
    <article aria-labelledby="passage-${rank}">
      <h3 id="passage-${rank}">
        <span class="rank">${rank}</span>
        <a href=${viewerLink(passage)} lang=${language}>${passage.title}</a>
      </h3>
      ${where === "" ? nothing : html`<p class="place" lang=${passage.heading.length === 0 ? nothing : language}>${where}</p>`}
      <blockquote lang=${language}>${renderMarkedText(passage)}</blockquote>
      ${renderFoundWords(passage, messages)} ${renderMeters(passage, found, messages)}
      <details>
        <summary>${messages.search.why}</summary>
        ${renderParts(passage, messages)}
      </details>
    </article>
  </li>`;
}
