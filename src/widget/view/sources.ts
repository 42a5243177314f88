import { html, nothing, type TemplateResult } from "lit";
import { place } from "../answer/place.js";
import type { SourceCitation } from "../transport/chat-events.js";
import { renderDocumentLink, verification } from "./source-label.js";
import { noteId, type TurnContext, toggleOnClick } from "./turn-context.js";

/** The footnotes under an answer, one line each. */
export function renderSources(
  citations: readonly SourceCitation[],
  context: TurnContext,
): TemplateResult | typeof nothing {
  if (citations.length === 0) {
    return nothing;
  }
  const texts = context.messages.answer;
  return html`<div part="sources" class="sources">
    <h3 class="visually-hidden" id="sources-${context.turnId}">${texts.sources}</h3>
    <ol aria-labelledby="sources-${context.turnId}">
      ${citations.map((citation) => renderSource(citation, context))}
    </ol>
  </div>`;
}

function renderSource(citation: SourceCitation, context: TurnContext): TemplateResult {
  const texts = context.messages.answer;
  const open = citation.marker === context.openMarker;
  const where = place(citation, context.messages);
  return html`<li>
    <button
      type="button"
      class="source"
      aria-expanded=${open}
      aria-controls=${open ? noteId(context) : nothing}
      @click=${toggleOnClick(context, citation.marker)}
    >
      <span class="number">${citation.marker}</span>
      <span class="source-title">
        <span class="title">${citation.title}${where === "" ? nothing : html`<span class="place">, ${where}</span>`}</span>
        <span class="beginning" dir="auto">${citation.quote}</span>
      </span>
    </button>
    <span class="source-facts">
      ${verification(citation.verified, citation.verified ? texts.verified : texts.unverified)}
      ${renderDocumentLink(citation, texts.openDocument, context, { label: texts.openDocumentAt(citation.title) })}
    </span>
  </li>`;
}
