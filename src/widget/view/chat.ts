import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { keyed } from "lit/directives/keyed.js";
import type { ChatSession } from "../elements/chat-session.js";
import { renderComposer } from "./composer.js";
import { renderGreeting } from "./greeting.js";
import { renderTurn } from "./turn.js";

/** What the chat shows. */
interface ChatContext {
  /** What is said before the first question; empty for the built-in words. */
  readonly greeting: string;
  /** Questions to start with. */
  readonly questions: readonly string[];
  /** Whether the chat is a page of its own, whose documents open in the same tab. */
  readonly page: boolean;
  /** Takes the place of the form for a key; null: a page has none of its own. */
  readonly renderAccess: ((refused: boolean, tryAgain: () => Promise<void>) => TemplateResult) | null;
}

/** The conversation, and below it the field for the question, or for the key if one is asked for. */
export function renderChat(session: ChatSession, chat: ChatContext): TemplateResult {
  const { turns, texts } = session;
  return html`<div part="chat" class="chat">
    <div class="log" role="region" aria-label=${texts.chat.conversation} tabindex="0" @keydown=${closeOnEscape(session)}>
      ${turns.length === 0 ? renderStart(session, chat) : renderTurns(session, chat)}
    </div>
    ${renderEntry(session, chat)}
    <div class="visually-hidden" role="status">${session.announcement}</div>
  </div>`;
}

function renderStart(session: ChatSession, { greeting, questions }: ChatContext): TemplateResult {
  const content = renderGreeting({
    greeting: greeting || session.texts.panel.greeting,
    heading: session.texts.chat.examples,
    questions,
    ask: (question) => void session.ask(question),
  });
  return html`<slot name="start">${content}</slot>`;
}

function renderTurns(session: ChatSession, { page }: ChatContext): TemplateResult {
  const { turns, texts, server } = session;
  return html`${page ? html`<h1 class="visually-hidden">${texts.chat.conversation}</h1>` : nothing}
    <div class="turns">
      ${turns.map((turn) => {
        const context = session.turnContext(turn, !page);
        const { openMarker, comment, copied } = context;
        const state = [turn, openMarker, comment, copied, texts, server];
        return keyed(
          turn.id,
          guard(state, () => renderTurn(turn, context)),
        );
      })}
    </div>`;
}

function renderEntry(session: ChatSession, { renderAccess }: ChatContext): TemplateResult {
  const { lackingKey, texts, server } = session;
  if (lackingKey === null) {
    return renderComposer(session.composer);
  }
  const refused = lackingKey.kind === "keyRefused";
  const tryAgain = () => session.tryKey();
  const form =
    renderAccess?.(refused, tryAgain) ??
    html`<footnote-key-form
      .messages=${texts}
      .keptKey=${server.key}
      ?refused=${refused}
      .tryAgain=${tryAgain}
    ></footnote-key-form>`;
  return html`<div class="locked">${form}</div>`;
}

/** Escape closes the open footnote; the panel around it stays open then. */
function closeOnEscape(session: ChatSession): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key === "Escape" && session.closeNote()) {
      event.stopPropagation();
      event.preventDefault();
    }
  };
}
