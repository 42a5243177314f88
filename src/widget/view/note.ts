import { html, nothing, type TemplateResult } from "lit";
import { cutText } from "../answer/cut-text.js";
import { place } from "../answer/place.js";
import { quoteInPassage } from "../answer/quoted-passage.js";
import type { SourceCitation, SourcePassage } from "../transport/chat-events.js";
import { ICONS } from "./icons.js";
import { langOf, renderDocumentLink, verification } from "./source-label.js";
import { noteId, type TurnContext } from "./turn-context.js";

/** An open footnote: the quote highlighted in its passage, where it stands, and whether it was verified. */
export function renderNote(
  citation: SourceCitation,
  passages: readonly SourcePassage[],
  context: TurnContext,
): TemplateResult {
  const texts = context.messages.answer;
  const passage = quoteInPassage(citation, passages);
  const where = place(citation, context.messages);
  return html`<section
    part="note"
    class="note"
    id=${noteId(context)}
    tabindex="-1"
    aria-label=${texts.footnote(citation.marker, citation.title)}
  >
    <header>
      <span class="number" aria-hidden="true">${citation.marker}</span>
      <div class="source-title">
        <strong dir="auto">${citation.title}</strong>
        ${where === "" ? nothing : html`<span class="place">${where}</span>`}
      </div>
      <button type="button" class="icon-button" aria-label=${texts.close} @click=${context.closeNote}>
        ${ICONS.close}
      </button>
    </header>
    <blockquote dir="auto" lang=${langOf(passage.language)}>${passage.before}<span class="cited">${renderQuote(citation)}</span>${passage.after}</blockquote>
    <footer>
      ${verification(citation.verified, texts.reasons[citation.reason])}
      ${renderDocumentLink(citation, html`${texts.openDocument}${ICONS.forward}`, context, { className: "forward" })}
    </footer>
  </section>`;
}

/** The quote with what answers in it marked, or marked as a whole. */
function renderQuote({ quote, start, end, highlights }: SourceCitation): unknown {
  const marked = highlights.length === 0 ? [{ start, end }] : highlights;
  return cutText(quote, start, marked).map(({ text, isInside }) =>
    isInside ? html`<mark>${text}</mark>` : text,
  );
}
