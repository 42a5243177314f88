import { html, nothing, type TemplateResult } from "lit";
import { AnswerText } from "../answer/answer-text.js";
import { withoutUnfinishedMarker } from "../answer/markers.js";
import { isPending, type Turn } from "../conversation/turn.js";
import { renderBlocks } from "./blocks.js";
import { langOf } from "./source-label.js";
import type { TurnContext } from "./turn-context.js";

/** The answer with its footnote markers; an open quote follows the first paragraph that it belongs to. */
export function renderAnswerText(turn: Turn, context: TurnContext): TemplateResult {
  const pending = isPending(turn);
  const text = pending ? withoutUnfinishedMarker(turn.text) : turn.text;
  const answer = new AnswerText({ ...turn, text });
  const open = answer.markers.find(({ citation }) => citation.marker === context.openMarker) ?? null;
  return html`<div part="answer" class=${pending ? "answer pending" : "answer"} lang=${langOf(turn.language) ?? nothing}>
    ${renderBlocks(answer.blocks, { answer, open, passages: turn.passages, turn: context })}
  </div>`;
}
