import { html, nothing, type TemplateResult } from "lit";
import { place } from "../answer/place.js";
import type { Turn } from "../conversation/turn.js";
import type { SourcePassage } from "../transport/chat-events.js";
import { ICONS } from "./icons.js";
import { langOf, renderDocumentLink } from "./source-label.js";
import type { TurnContext } from "./turn-context.js";

const MOST_RELATED = 3;

/** A refusal: what the server says, and the closest passages, folded away so that nobody takes them for it. */
export function renderRefusal(turn: Turn, context: TurnContext): TemplateResult {
  const texts = context.messages.answer;
  const related = turn.passages.slice(0, MOST_RELATED);
  return html`<div class="refusal">
    <h3>${ICONS.empty}${texts.refused}</h3>
    <p dir="auto" lang=${langOf(turn.language)}>${turn.text}</p>
    ${renderHints(turn, context)}
    ${
      related.length === 0
        ? nothing
        : html`<details>
            <summary>${texts.related(related.length)}</summary>
            <p class="hint">${texts.relatedHint}</p>
            <ul>
              ${related.map((passage) => renderRelated(passage, context))}
            </ul>
          </details>`
    }
  </div>`;
}

/** Why nothing was found, and which topics can be asked about instead. */
function renderHints(turn: Turn, context: TurnContext): TemplateResult | typeof nothing {
  const { hints } = turn;
  if (hints === null) {
    return nothing;
  }
  const { topics } = hints;
  return html`<div class="hints">
    ${renderMissing(turn, context)}
    ${topics.length === 0 ? nothing : html`<p>${context.messages.answer.instead(topics)}</p>`}
  </div>`;
}

/** The words of the question that no document holds. */
export function renderMissing({ hints }: Turn, { messages }: TurnContext): TemplateResult | typeof nothing {
  const missing = hints?.missing ?? [];
  return missing.length === 0 ? nothing : html`<p class="aside">${messages.answer.missing(missing)}</p>`;
}

function renderRelated(passage: SourcePassage, context: TurnContext): TemplateResult {
  const where = place(passage, context.messages);
  return html`<li>
    <blockquote dir="auto" lang=${langOf(passage.language)}>${passage.text}</blockquote>
    ${renderDocumentLink(passage, passage.title, context)}${where === "" ? nothing : html`, ${where}`}
  </li>`;
}
