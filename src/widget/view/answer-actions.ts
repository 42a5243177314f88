import { html, nothing, type TemplateResult } from "lit";
import type { Rating, Turn } from "../conversation/turn.js";
import { ICONS } from "./icons.js";
import type { TurnContext } from "./turn-context.js";

/** What can be done with a complete answer: copy it, and say whether it helped. */
export function renderAnswerActions(turn: Turn, context: TurnContext): TemplateResult {
  const { messages, copied } = context;
  const { copy, copied: done, notCopied } = messages.answer;
  return html`<div part="actions" class="actions">
      <button type="button" class="quiet" @click=${context.copy}>
        ${copied === true ? ICONS.verified : ICONS.copy}<span>${copy}</span>
      </button>
      <span role="status">${copied === null ? nothing : copied ? done : notCopied}</span>
      ${turn.answerId === "" ? nothing : renderRating(turn, context)}
    </div>
    ${renderComment(turn, context)}`;
}

function renderRating(turn: Turn, context: TurnContext): TemplateResult {
  const { feedback } = context.messages;
  return html`<span class="rating" role="group" aria-label=${feedback.label}>
    ${renderThumb("up", feedback.up, turn, context)} ${renderThumb("down", feedback.down, turn, context)}
  </span>`;
}

function renderThumb(rating: Rating, label: string, turn: Turn, context: TurnContext): TemplateResult {
  return html`<button
    type="button"
    class="thumb"
    aria-label=${label}
    title=${label}
    aria-pressed=${turn.rating === rating}
    @click=${() => context.rate(rating)}
  >
    ${rating === "up" ? ICONS.thumbUp : ICONS.thumbDown}
  </button>`;
}

/** A comment on the rating that has been given; nobody has to write one. */
function renderComment(
  { rating }: Turn,
  { comment, messages, turnId, sendComment }: TurnContext,
): TemplateResult | typeof nothing {
  const { feedback } = messages;
  if (comment === null) {
    return nothing;
  }
  if (comment.step === "sent") {
    return html`<p class="thanks" role="status">${feedback.sent}</p>`;
  }
  if (rating === null) {
    return html`<p class="thanks" role="status">${feedback.failed}</p>`;
  }
  return html`<form class="comment" @submit=${onSubmit(sendComment)}>
    <label for="comment-${turnId}">${feedback.thanks} ${feedback.comment}</label>
    <textarea
      id="comment-${turnId}"
      rows="2"
      maxlength="2000"
      aria-describedby="comment-hint-${turnId}"
    ></textarea>
    <p class="hint" id="comment-hint-${turnId}">${feedback.hint}</p>
    <button type="submit" class="button" aria-disabled=${comment.step === "sending"}>${feedback.send}</button>
    <p role="status">${comment.step === "failed" ? feedback.failed : nothing}</p>
  </form>`;
}

function onSubmit(sendComment: (comment: string) => void): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) {
      return;
    }
    sendComment(event.currentTarget.querySelector("textarea")?.value ?? "");
  };
}
