import { html, LitElement, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import "./footnote-key-form.js";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { Conversation } from "../conversation/conversation.js";
import type { Turn } from "../conversation/turn.js";
import { dictionary } from "../i18n/dictionary.js";
import { toUiLanguage, type UiLanguage } from "../i18n/language.js";
import type { Messages } from "../i18n/messages.js";
import base from "../styles/base.css?inline";
import tokens from "../styles/tokens.css?inline";
import { type ListedDocument, listDocuments } from "../transport/documents-client.js";
import { asksForKey, type Failure } from "../transport/failure.js";
import { toFailure } from "../transport/read-failure.js";
import { announcementOf } from "../view/announcement.js";
import chat from "../view/chat.css?inline";
import { type ComposerContext, renderComposer } from "../view/composer.js";
import footnotes from "../view/footnotes.css?inline";
import motion from "../view/motion.css?inline";
import note from "../view/note.css?inline";
import outcome from "../view/outcome.css?inline";
import turnStyles from "../view/turn.css?inline";
import { renderTurn } from "../view/turn.js";
import welcome from "../view/welcome.css?inline";
import { renderWelcome } from "../view/welcome.js";

/** An open footnote: which, and what gets the focus back when it closes. */
interface OpenNote {
  readonly turnId: number;
  readonly marker: number;
  readonly opener: HTMLElement;
}

/** `<footnote-chat lang="de">`: the conversation, from the first question to the open footnote. */
export class FootnoteChat extends LitElement {
  static override readonly styles = [
    tokens,
    base,
    chat,
    turnStyles,
    footnotes,
    note,
    outcome,
    welcome,
    motion,
  ].map((css) => unsafeCSS(css));

  static override readonly properties = {
    language: { attribute: "lang", converter: (value: string | null) => toUiLanguage(value) ?? "en" },
    documents: { state: true },
    listFailure: { state: true },
    draft: { state: true },
    openNote: { state: true },
    announcement: { state: true },
  };

  declare language: UiLanguage;
  declare private documents: readonly ListedDocument[] | null;
  /** Why the documents couldn't be listed. */
  declare private listFailure: Failure | null;
  declare private draft: string;
  declare private openNote: OpenNote | null;
  declare private announcement: string;

  readonly #conversation = new Conversation(this, (turn) => {
    this.announcement = announcementOf(turn, this.#messages);
  });

  constructor() {
    super();
    this.language = "en";
    this.documents = null;
    this.listFailure = null;
    this.draft = "";
    this.openNote = null;
    this.announcement = "";
  }

  /** Puts the cursor into the field for the question, or for the key if one is asked for. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>("textarea, footnote-key-form")?.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#listDocuments();
  }

  /** Composer and key form take each other's place: the focus goes on in the one that is there now. */
  protected override update(changed: PropertyValues): void {
    const focused = this.shadowRoot?.activeElement;
    super.update(changed);
    if (focused?.isConnected === false) this.focus({ preventScroll: true });
  }

  protected override firstUpdated(): void {
    this.#showLastTurn();
  }

  protected override render(): TemplateResult {
    const { turns } = this.#conversation;
    return html`
      <div class="log" role="region" aria-label=${this.#messages.chat.conversation} tabindex="0" @keydown=${this.#onKeydown}>
        ${turns.length === 0 ? this.#renderWelcome() : this.#renderTurns(turns)}
      </div>
      ${this.#renderEntry()}
      <div class="visually-hidden" role="status">${this.announcement}</div>
    `;
  }

  get #messages(): Messages {
    return dictionary[this.language];
  }

  #renderEntry(): TemplateResult {
    const lacking = this.#lackingKey();
    if (lacking === null) return renderComposer(this.#composer);
    return html`<div class="locked">
      <footnote-key-form
        lang=${this.language}
        ?refused=${lacking.kind === "keyRefused"}
        .tryAgain=${() => this.#tryKey()}
      ></footnote-key-form>
    </div>`;
  }

  #renderWelcome(): TemplateResult {
    return renderWelcome({
      language: this.language,
      messages: this.#messages,
      documents: this.documents,
      ask: (question) => this.#ask(question),
    });
  }

  #renderTurns(turns: readonly Turn[]): TemplateResult {
    return html`<h1 class="visually-hidden">${this.#messages.chat.conversation}</h1>
    <div class="turns">
      ${repeat(
        turns,
        (turn) => turn.id,
        (turn) => {
          const openMarker = this.openNote?.turnId === turn.id ? this.openNote.marker : null;
          return guard([turn, openMarker, this.language], () => this.#renderTurn(turn, openMarker));
        },
      )}
    </div>`;
  }

  #renderTurn(turn: Turn, openMarker: number | null): TemplateResult {
    return renderTurn(turn, {
      messages: this.#messages,
      turnId: turn.id,
      openMarker,
      toggleNote: (marker, opener) => this.#toggleNote({ turnId: turn.id, marker, opener }),
      closeNote: () => this.#closeNote(),
      retry: () => this.#retry(turn.id),
    });
  }

  get #composer(): ComposerContext {
    return {
      messages: this.#messages,
      draft: this.draft,
      busy: this.#conversation.busy,
      clearable: this.#conversation.turns.length > 0,
      restorable: this.#conversation.restorable,
      changeDraft: (draft) => {
        this.draft = draft;
      },
      send: () => this.#ask(this.draft),
      stop: () => this.#conversation.stop(),
      clear: () => this.#clear(),
      restore: () => this.#restore(),
    };
  }

  /** The failure that a key would mend; null while none is asked for. */
  #lackingKey(): Failure | null {
    if (asksForKey(this.listFailure)) return this.listFailure;
    return this.#conversation.waiting.at(-1)?.failure ?? null;
  }

  /** Without the list the page only lacks its examples; a question will say what is wrong. */
  async #listDocuments(): Promise<void> {
    try {
      this.documents = (await listDocuments()).documents;
      this.listFailure = null;
    } catch (error) {
      this.listFailure = toFailure(error, false);
      if (asksForKey(this.listFailure)) this.announcement = this.#messages.failure.keyMissing;
    }
  }

  async #tryKey(): Promise<void> {
    await this.#listDocuments();
    if (asksForKey(this.listFailure)) return;
    this.announcement = "";
    void this.#conversation.retryWaiting();
    this.#showLastTurn();
  }

  #ask(question: string): void {
    if (question.trim() === "" || this.#conversation.busy) return;
    if (question === this.draft) this.draft = "";
    this.openNote = null;
    this.announcement = this.#messages.answer.searching;
    void this.#conversation.ask(question);
    this.focus({ preventScroll: true });
    this.#showLastTurn();
  }

  #retry(turnId: number): void {
    this.announcement = this.#messages.answer.searching;
    void this.#conversation.retry(turnId);
    this.focus({ preventScroll: true });
    this.#showLastTurn();
  }

  #clear(): void {
    this.openNote = null;
    this.announcement = this.#messages.composer.cleared;
    this.#conversation.clear();
    this.focus();
  }

  #restore(): void {
    this.announcement = "";
    this.#conversation.restore();
    this.focus();
    this.#showLastTurn();
  }

  #toggleNote(note: OpenNote): void {
    if (this.openNote?.turnId === note.turnId && this.openNote.marker === note.marker) {
      this.#closeNote();
      return;
    }
    this.openNote = note;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(".note")?.focus());
  }

  #closeNote(): void {
    this.openNote?.opener.focus();
    this.openNote = null;
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.openNote !== null) this.#closeNote();
  }

  /** Puts the last question to the top, so that its answer can be read while it grows. */
  #showLastTurn(): void {
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector(".turn:last-of-type")?.scrollIntoView({ block: "start" });
    });
  }
}

customElements.define("footnote-chat", FootnoteChat);

declare global {
  interface HTMLElementTagNameMap {
    "footnote-chat": FootnoteChat;
  }
}
