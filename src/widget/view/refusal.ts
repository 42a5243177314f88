import { html, nothing, type TemplateResult } from "lit";
import { viewerLink } from "../answer/viewer-link.js";
import type { Turn } from "../conversation/turn.js";
import type { SourcePassage } from "../transport/chat-events.js";
import { icons } from "./icons.js";
import { langOf, place } from "./source-label.js";
import type { TurnContext } from "./turn-context.js";

const mostRelated = 3;

/** A refusal: what the server says, and the closest passages, folded away so that nobody takes them for it. */
export function renderRefusal(turn: Turn, context: TurnContext): TemplateResult {
  const texts = context.messages.answer;
  const related = turn.passages.slice(0, mostRelated);
  return html`<div class="refusal">
    <h3>${icons.empty}${texts.refused}</h3>
    <p lang=${langOf(turn.language)}>${turn.text}</p>
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

function renderRelated(passage: SourcePassage, context: TurnContext): TemplateResult {
  const where = place(passage, context.messages);
  return html`<li>
    <blockquote lang=${langOf(passage.language)}>${passage.text}</blockquote>
    <a href=${viewerLink(passage)}>${passage.title}</a>${where === "" ? nothing : html`, ${where}`}
  </li>`;
}
