import { html, nothing, type TemplateResult } from "lit";
import { documentLink } from "../answer/viewer-link.js";
import type { ChatMessages } from "../i18n/chat/messages.js";
import type { ListedDocument } from "../transport/documents-client.js";
import { renderExamples } from "../view/examples.js";
import { ICONS } from "../view/icons.js";
import { exampleQuestions } from "./examples.js";

/** What the page without a conversation shows and does. */
interface WelcomeContext {
  readonly messages: ChatMessages;
  /** Null until the list is there, or if it can't be had. */
  readonly documents: readonly ListedDocument[] | null;
  readonly ask: (question: string) => void;
}

const MOST_LISTED = 8;

/** The page without a conversation: what this is, what it answers from, and what to ask. */
export function renderWelcome(context: WelcomeContext): TemplateResult {
  const { messages, documents } = context;
  return html`<div class="welcome">
    <h1>${messages.chat.heading}<sup class="number" aria-hidden="true">1</sup></h1>
    <p class="lead"><span class="number" aria-hidden="true">1</span><span>${messages.chat.lead}</span></p>
    ${documents === null ? nothing : documents.length === 0 ? renderNoDocuments(messages) : renderStart(context, documents)}
  </div>`;
}

function renderNoDocuments(messages: ChatMessages): TemplateResult {
  return html`<div class="no-documents">
    <h2>${ICONS.empty}${messages.chat.noDocuments}</h2>
    <p>${messages.chat.addDocuments}</p>
  </div>`;
}

function renderStart(context: WelcomeContext, documents: readonly ListedDocument[]): TemplateResult {
  const { messages, ask } = context;
  const examples = exampleQuestions(documents, messages.locale);
  const more = documents.length - MOST_LISTED;
  return html`
    ${renderExamples({ heading: messages.chat.examples, examples, ask })}
    <section class="documents">
      <h2>${messages.chat.answersFrom(documents.length)}</h2>
      <ul>
        ${documents
          .slice(0, MOST_LISTED)
          .map(
            (document) =>
              html`<li><a href=${documentLink(document.id)}>${ICONS.document}<span>${document.title}</span></a></li>`,
          )}
        ${more > 0 ? html`<li><a href="/documents">${messages.chat.more(more)}</a></li>` : nothing}
      </ul>
    </section>
  `;
}
