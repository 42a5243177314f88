import { html, nothing, type TemplateResult } from "lit";
import type { Messages } from "../i18n/messages.js";
import {
  type FoundPassage,
  MATCH_KINDS,
  type MatchKind,
  type WordMatch,
} from "../transport/search-client.js";

/**
 * Which words of the question a passage holds and how, which only stand above it, and which it lacks; looking like
 * the marks in its text, so that they say what those mean.
 */
export function renderFoundWords(passage: FoundPassage, { search }: Messages): TemplateResult {
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
