import { html, nothing, type TemplateResult } from "lit";
import type { DocumentSummary } from "../../core/document.js";
import { documentLink } from "../answer/viewer-link.js";
import type { ChatMessages } from "../i18n/chat/messages.js";
import { preferredLanguage, type UiLanguage } from "../i18n/language.js";
import type { ListedDocument } from "../transport/documents-client.js";
import { OWN_BASE } from "../transport/own-base.js";
import { renderExamples } from "../view/greeting.js";
import { PAGE_ICONS } from "../view/page-icons.js";

/** What the page without a conversation shows and does. */
interface WelcomeContext {
  readonly messages: ChatMessages;
  /** Null until the list has arrived, and if it can't be loaded. */
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
    <h2>${PAGE_ICONS.empty}${messages.chat.noDocuments}</h2>
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
              html`<li><a href=${documentLink(document.id)}>${PAGE_ICONS.document}<span>${document.title}</span></a></li>`,
          )}
        ${more > 0 ? html`<li><a href=${`${OWN_BASE}documents`}>${messages.chat.more(more)}</a></li>` : nothing}
      </ul>
    </section>
  `;
}

/** A question to start with. */
interface ExampleQuestion {
  readonly text: string;
  /** ISO 639-1. */
  readonly language: UiLanguage;
}

/** The document that Footnote comes with. */
const SHIPPED_DOCUMENT = "Beziehungen_zwischen_Kirgisistan_und_Tadschikistan.txt";

const MEDIATION: ExampleQuestion = { language: "de", text: "Wann wollte Kirgisistan vermitteln?" };
const CASUALTIES: ExampleQuestion = {
  language: "en",
  text: "How many people died in the armed clashes of September 2022?",
};

const SHIPPED_EXAMPLES: Readonly<Record<UiLanguage, readonly ExampleQuestion[]>> = {
  de: [MEDIATION, { language: "de", text: "Welche Straße nutzen Schmuggler?" }, CASUALTIES],
  en: [CASUALTIES, { language: "en", text: "What is the road M41 used for?" }, MEDIATION],
};

/**
 * Example questions. There are some only while the shipped document is the only one, since nobody knows what other
 * documents answer.
 */
export function exampleQuestions(
  documents: readonly Pick<DocumentSummary, "path">[],
  locale: string,
): readonly ExampleQuestion[] {
  const shippedOnly = documents.length === 1 && documents[0]?.path === SHIPPED_DOCUMENT;
  return shippedOnly ? SHIPPED_EXAMPLES[preferredLanguage([locale])] : [];
}
