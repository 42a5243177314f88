import { html, nothing, type TemplateResult } from "lit";
import type { FoundPassage } from "../transport/search-client.js";

/** A passage's text with the words marked that meet the question's; spans that don't fit the text are passed over. */
export function renderMarkedText({ text, start, spans }: FoundPassage): TemplateResult {
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
