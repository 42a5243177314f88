import { html, nothing, type TemplateResult } from "lit";
import { place } from "../answer/place.js";
import { viewerLink } from "../answer/viewer-link.js";
import type { Messages } from "../i18n/messages.js";
import {
  type FoundPassage,
  MATCH_KINDS,
  type MatchKind,
  type WordMatch,
} from "../transport/search-client.js";
import { langOf } from "../view/source-label.js";
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

/** A passage's text with the words marked that meet the question's; spans that don't fit the text are passed over. */
function renderMarkedText({ text, start, spans }: FoundPassage): TemplateResult {
  let position = 0;
  const pieces = spans.flatMap((span) => {
    const from = span.start - start;
    const to = span.end - start;
    if (from < position || to > text.length) {
      return [];
    }
    const before = text.slice(position, from);
    position = to;
    const isPart = span.words.every(({ as }) => as === "grams");
    return [html`${before}<mark class=${isPart ? "part" : nothing}>${text.slice(from, to)}</mark>`];
  });
  return html`${pieces}${text.slice(position)}`;
}

/**
 * Which words of the question a passage holds and how, which only stand above it, and which it lacks; looking like
 * the marks in its text, so that they say what those mean.
 */
function renderFoundWords(passage: FoundPassage, { search }: Messages): TemplateResult {
  const inText = strongest(passage.spans.flatMap(({ words }) => words));
  const above = [...strongest(passage.above).keys()].filter((word) => !inText.has(word));
  return html`<dl class="words">
      ${MATCH_KINDS.map((kind) => renderWords(search.kinds[kind], withKind(kind, inText), kind))}
      ${renderWords(search.above, above, "above")} ${renderWords(search.missing, passage.missing, "missing")}
    </dl>
    ${passage.sameLanguage ? nothing : html`<p class="other-language">${search.otherLanguage}</p>`}`;
}

function renderWords(
  name: string,
  words: readonly string[],
  look: MatchKind | "above" | "missing",
): TemplateResult | typeof nothing {
  if (words.length === 0) {
    return nothing;
  }
  return html`<div>
    <dt>${name}</dt>
    <dd>${words.map((word, i) => html`${i === 0 ? "" : ", "}<span class=${look}>${word}</span>`)}</dd>
  </div>`;
}

function strongest(matches: readonly WordMatch[]): ReadonlyMap<string, MatchKind> {
  const strongest = new Map<string, MatchKind>();
  for (const kind of MATCH_KINDS) {
    for (const { word, as } of matches) {
      if (as === kind && !strongest.has(word)) {
        strongest.set(word, kind);
      }
    }
  }
  return strongest;
}

function withKind(kind: MatchKind, words: ReadonlyMap<string, MatchKind>): string[] {
  return [...words].filter(([, as]) => as === kind).map(([word]) => word);
}
