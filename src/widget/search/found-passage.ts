import { html, nothing, type TemplateResult } from "lit";
import { viewerLink } from "../answer/viewer-link.js";
import type { Messages } from "../i18n/messages.js";
import type { FoundPassage, LegResult } from "../transport/search-client.js";
import { langOf, place } from "../view/source-label.js";
import { renderFoundWords } from "./found-words.js";
import { renderMarkedText } from "./marked-passage.js";
import { format, renderParts, renderScoreBar } from "./score.js";

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
  const { search } = messages;
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
      <p class="score"><strong>${format(passage.score, messages)}</strong>${renderScoreBar(passage, messages)}</p>
      <ul class="legs">
        <li>${renderLeg(search.lexical, passage.lexical, found, messages)}</li>
        <li>${renderLeg(search.dense, passage.dense, found, messages)}</li>
        ${passage.rerank === null ? nothing : html`<li>${search.rerank} ${format(passage.rerank, messages)}</li>`}
        ${passage.sameLanguage ? nothing : html`<li>${search.otherLanguage}</li>`}
      </ul>
      <details>
        <summary>${search.why}</summary>
        ${renderFoundWords(passage, messages)} ${renderParts(passage, messages)}
      </details>
    </article>
  </li>`;
}

function renderLeg(
  name: string,
  { score, rank }: LegResult,
  found: number,
  messages: Messages,
): TemplateResult {
  const { search } = messages;
  return html`${name} <b>${rank === null ? search.noRank : search.rank(rank, found)}</b> (${format(score, messages)})`;
}
