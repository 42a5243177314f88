import { html, nothing, type TemplateResult } from "lit";
import { SURE } from "../../core/answer.js";
import type { Turn } from "../conversation/turn.js";
import type { SourceCitation } from "../transport/chat-events.js";
import { asksForKey, type Failure } from "../transport/failure.js";
import { renderAnswerActions } from "./answer-actions.js";
import { renderAnswerText } from "./answer-text.js";
import { renderFailure } from "./failure.js";
import { ICONS } from "./icons.js";
import { renderMissing, renderRefusal } from "./refusal.js";
import { langOf } from "./source-label.js";
import { renderSources } from "./sources.js";
import type { TurnContext } from "./turn-context.js";

/** A question and its answer, refusal or failure, or what is happening until then. */
export function renderTurn(turn: Turn, context: TurnContext): TemplateResult {
  return html`<article part="turn" class="turn" data-state=${turn.state} aria-labelledby="question-${turn.id}">
    <h2 id="question-${turn.id}" dir="auto">${turn.question}</h2>
    ${renderSearchedFor(turn, context)}
    ${renderOutcome(turn, context)}
  </article>`;
}

/** The standalone question that a follow-up was made into; nothing where it is the question as it was asked. */
function renderSearchedFor(
  { question, searchedFor, language, state }: Turn,
  { messages }: TurnContext,
): TemplateResult | typeof nothing {
  if (searchedFor === "" || state === "replied" || searchedFor === question.trim()) {
    return nothing;
  }
  return html`<p class="searched-for">${messages.answer.searchedFor} <q lang=${langOf(language)}>${searchedFor}</q></p>`;
}

function renderOutcome(turn: Turn, context: TurnContext): TemplateResult {
  switch (turn.state) {
    case "searching":
    case "writing":
      return renderProgress(turn, context);
    case "answered":
      return html`${renderAnswerText(turn, context)} ${renderSources(listedSources(turn), context)}
      ${turn.confidence < SURE ? html`<p class="aside">${context.messages.answer.uncertain}</p>` : nothing}
      ${renderAnswerActions(turn, context)}`;
    case "excerpts":
      return html`<div class="unsure">${ICONS.empty}${renderAnswerText(turn, context)}${renderMissing(turn, context)}</div>
      ${renderAnswerActions(turn, context)}`;
    case "replied":
      return html`<div class="answer"><p lang=${langOf(turn.language)}>${turn.text}</p></div>`;
    case "refused":
      return html`${renderRefusal(turn, context)} ${renderAnswerActions(turn, context)}`;
    case "stopped":
      return html`${renderPartial(turn, context)} ${renderStopped(context)}`;
    case "failed":
      return html`${renderPartial(turn, context)}
      ${turn.failure === null ? nothing : renderFailed(turn.failure, context)}`;
  }
}

/** The sources that aren't open in the answer already. */
function listedSources({ citations, excerpts }: Turn): readonly SourceCitation[] {
  return citations.filter((citation) => excerpts.every(({ marker }) => marker !== citation.marker));
}

/** Offers no retry while a key is missing: it would fail again, and is made automatically once there is a key. */
function renderFailed(failure: Failure, { messages, retry }: TurnContext): TemplateResult {
  if (asksForKey(failure)) {
    return html`<p class="waiting">${messages.key.waiting}</p>`;
  }
  return renderFailure(failure, messages, retry);
}

function renderProgress(turn: Turn, context: TurnContext): TemplateResult {
  if (turn.text !== "") {
    return html`${renderAnswerText(turn, context)} ${renderSlow(turn, context)}`;
  }
  const texts = context.messages.answer;
  const progress = turn.state === "searching" ? texts.searching : texts.writing(turn.passages.length);
  return html`<p class="progress"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${progress}</p>
    ${renderSlow(turn, context)}`;
}

function renderSlow({ slow }: Turn, { messages }: TurnContext): TemplateResult | typeof nothing {
  return slow ? html`<p class="waiting">${messages.answer.slow}</p>` : nothing;
}

function renderPartial(turn: Turn, context: TurnContext): TemplateResult | typeof nothing {
  return turn.text === "" ? nothing : renderAnswerText(turn, context);
}

function renderStopped(context: TurnContext): TemplateResult {
  return html`<div class="stopped">
    <p>${context.messages.answer.stopped}</p>
    <button type="button" class="button" @click=${context.retry}>
      ${ICONS.retry}${context.messages.answer.askAgain}
    </button>
  </div>`;
}

/**
 * Scrolls the last turn to the top of the log, so that its answer can be read while it grows. The page around the
 * chat is scrolled only if the chat is the whole page.
 * @param alone whether the chat is a page or a panel of its own, which scrolls as a whole in a low window
 */
export function scrollToLastTurn(root: ParentNode, alone: boolean): void {
  const turn = root.querySelector(".turn:last-of-type");
  const log = root.querySelector(".log");
  if (turn === null || log === null) {
    return;
  }
  if (log.scrollHeight > log.clientHeight) {
    log.scrollTop += turn.getBoundingClientRect().top - log.getBoundingClientRect().top;
  } else if (alone) {
    turn.scrollIntoView({ block: "start" });
  }
}
