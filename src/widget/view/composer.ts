import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { ChatMessages } from "../i18n/chat/messages.js";
import { ICONS } from "./icons.js";

/** What the composer shows and does. */
export interface ComposerContext {
  readonly messages: ChatMessages;
  readonly draft: string;
  /** An answer is on its way. */
  readonly busy: boolean;
  /** There is a conversation to clear. */
  readonly clearable: boolean;
  /** There is a cleared conversation to bring back. */
  readonly restorable: boolean;
  readonly changeDraft: (draft: string) => void;
  readonly send: () => void;
  readonly stop: () => void;
  readonly clear: () => void;
  readonly restore: () => void;
}

/** Where the question is written. Enter sends, Shift + Enter starts a new line. */
export function renderComposer(context: ComposerContext): TemplateResult {
  const texts = context.messages.composer;
  return html`<form part="composer" class="composer" @submit=${onSubmit(context)}>
    <div class="field">
      <textarea
        rows="1"
        aria-label=${texts.label}
        aria-describedby="composer-hint"
        placeholder=${texts.placeholder}
        enterkeyhint="send"
        .value=${live(context.draft)}
        @input=${onInput(context)}
        @keydown=${onKeydown(context)}
      ></textarea>
      <button type="submit" class=${context.busy ? "send stop" : "send"}>
        ${context.busy ? ICONS.stop : ICONS.up}<span>${context.busy ? texts.stop : texts.send}</span>
      </button>
    </div>
    <div class="below">
      <span id="composer-hint">${texts.hint}</span>
      ${renderHistoryAction(context)}
    </div>
  </form>`;
}

function renderHistoryAction(context: ComposerContext): TemplateResult | typeof nothing {
  const texts = context.messages.composer;
  if (context.clearable) {
    return html`<button type="button" class="quiet" @click=${context.clear}>${texts.clear}</button>`;
  }
  if (!context.restorable) {
    return nothing;
  }
  return html`<span class="cleared"
    >${texts.cleared}
    <button type="button" class="quiet" @click=${context.restore}>${texts.restore}</button></span
  >`;
}

function onSubmit(context: ComposerContext): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    if (context.busy) {
      context.stop();
    } else {
      context.send();
    }
  };
}

function onInput(context: ComposerContext): (event: Event) => void {
  return (event) => {
    if (event.currentTarget instanceof HTMLTextAreaElement) {
      context.changeDraft(event.currentTarget.value);
    }
  };
}

/** Enter within an input method chooses a word; it doesn't send. */
function onKeydown(context: ComposerContext): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) {
      return;
    }
    event.preventDefault();
    if (!context.busy) {
      context.send();
    }
  };
}
