import { html, LitElement, nothing, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import "./footnote-key-form.js";
import { guard } from "lit/directives/guard.js";
import { keyed } from "lit/directives/keyed.js";
import { copiedAnswer } from "../answer/copied-answer.js";
import { Conversation } from "../conversation/conversation.js";
import { conversationName, History } from "../conversation/history.js";
import { OpenNote } from "../conversation/open-note.js";
import { Reactions } from "../conversation/reactions.js";
import type { Rating, Turn } from "../conversation/turn.js";
import { answerDetail, errorDetail, fire } from "../events.js";
import { chatMessages } from "../i18n/chat/dictionary.js";
import type { ChatMessages, OwnMessages } from "../i18n/chat/messages.js";
import { Panel } from "../panel/panel.js";
import { CHAT_STYLES, registerRootSize } from "../styles/chat-styles.js";
import { asksForKey, type Failure } from "../transport/failure.js";
import { OWN_SERVER, type Server, serverAt } from "../transport/server.js";
import { announcementOf } from "../view/announcement.js";
import { type ComposerContext, renderComposer } from "../view/composer.js";
import { renderGreeting } from "../view/greeting.js";
import { renderTurn, scrollToLastTurn } from "../view/turn.js";
import type { TurnContext } from "../view/turn-context.js";
import type { FootnoteChatElement, HistoryScope, WidgetPosition, WidgetTheme } from "../widget-api.js";
import { ATTRIBUTES } from "./chat-attributes.js";

/**
 * `<footnote-chat>`: the conversation, from the first question to the open footnote; in the page, behind a launcher,
 * or as a page of its own.
 */
export class FootnoteChat extends LitElement implements FootnoteChatElement {
  static override readonly styles = CHAT_STYLES.map((css) => unsafeCSS(css));
  static override readonly properties = ATTRIBUTES;

  declare server: string;
  declare heading: string;
  declare greeting: string;
  declare questions: readonly string[];
  declare theme: WidgetTheme;
  declare accent: string;
  declare position: WidgetPosition;
  declare launcher: boolean;
  declare history: HistoryScope;
  declare messages: OwnMessages;
  /** The value of `lang`; empty follows the page around it. */
  declare language: string;
  /** Whether it is a page of its own, whose documents open in the same tab. */
  declare page: boolean;
  /** Finds out whether the server takes questions, with the key if there is one; null without a way to find out. */
  declare checkAccess: (() => Promise<Failure | null>) | null;
  /** Takes the place of the form for a key; null: a page has none of its own. */
  declare renderAccess: ((refused: boolean, tryAgain: () => Promise<void>) => TemplateResult) | null;
  /** Whether the panel of a launcher is open. */
  declare opened: boolean;
  /** Why the server takes no questions; null while it isn't known that it takes none. */
  declare private accessFailure: Failure | null;
  declare private draft: string;
  declare private announcement: string;

  #server: Server = OWN_SERVER;
  #texts: ChatMessages = chatMessages([], {});
  /** The languages that the texts were chosen by. */
  #spoken = "";
  #hasBeenOpen = false;
  readonly #panel = new Panel(this);
  readonly #openNote = new OpenNote(this);
  readonly #conversation = new Conversation(this, (turn) => this.#settled(turn));
  readonly #reactions = new Reactions(this, this.#conversation, ({ answerId }, rating, comment) =>
    fire(this, "footnote-feedback", { answerId, rating, comment }),
  );

  constructor() {
    super();
    this.server = "";
    this.heading = "";
    this.greeting = "";
    this.questions = [];
    this.theme = "auto";
    this.accent = "";
    this.position = "right";
    this.launcher = false;
    this.history = "site";
    this.messages = {};
    this.language = "";
    this.page = false;
    this.opened = false;
    this.checkAccess = null;
    this.renderAccess = null;
    this.accessFailure = null;
    this.draft = "";
    this.announcement = "";
  }

  open(): void {
    if (this.launcher) {
      this.opened = true;
    }
    void this.updateComplete.then(() => this.focus());
  }

  close(): void {
    this.opened = false;
  }

  async ask(question: string): Promise<void> {
    if (this.launcher) {
      this.opened = true;
    }
    await this.updateComplete;
    await this.#ask(question);
  }

  /** Puts the cursor into the field for the question, or for the key if one is asked for. */
  override focus(options?: FocusOptions): void {
    const field = ".composer textarea, .locked > *";
    (this.renderRoot.querySelector<HTMLElement>(field) ?? this.#log)?.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#check();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("server") || changed.has("history")) {
      this.#resume();
    }
    if (this.opened) {
      this.#hasBeenOpen = true;
    }
    // The language of the page around it may have changed too.
    const languages = this.#languages;
    if (changed.has("messages") || languages.join() !== this.#spoken) {
      this.#spoken = languages.join();
      this.#texts = chatMessages(languages, this.messages);
    }
  }

  /** Composer and key form replace each other: the focus moves to the one that is shown now. */
  protected override update(changed: PropertyValues): void {
    const focused = this.shadowRoot?.activeElement;
    super.update(changed);
    if (focused?.isConnected === false) {
      this.focus({ preventScroll: true });
    }
  }

  protected override firstUpdated(): void {
    this.#showLastTurn();
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Set as a property: a page's policy may forbid style attributes.
    if (changed.has("accent")) {
      const accent = CSS.supports("color", this.accent) ? this.accent : "";
      this.renderRoot.querySelector<HTMLElement>(".shell")?.style.setProperty("--footnote-accent", accent);
    }
    // A panel that begins closed hasn't been closed: neither focus nor event.
    const before = changed.get("opened") ?? false;
    if (changed.has("opened") && before !== this.opened && this.launcher) {
      this.#showOrHide();
    }
  }

  protected override render(): TemplateResult {
    return html`<div
      class="shell"
      lang=${this.#texts.locale}
      dir=${this.#texts.direction}
      data-theme=${this.theme}
      data-position=${this.position === "left" ? "left" : "right"}
      @keydown=${stopPropagation}
      @keyup=${stopPropagation}
      @keypress=${stopPropagation}
    >
      ${this.launcher ? this.#renderPanel() : this.#renderChat()}
    </div>`;
  }

  /** BCP 47 tags: what is asked for, or what the page is in, and then what the visitor prefers. */
  get #languages(): readonly string[] {
    const around = this.parentElement?.closest("[lang]")?.getAttribute("lang") ?? "";
    return [this.language || around, ...navigator.languages].filter((language) => language !== "");
  }

  get #log(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(".log");
  }

  get #heading(): string {
    return this.heading || this.#texts.chat.heading;
  }

  #renderPanel(): TemplateResult {
    // A panel that was never opened renders nothing, so that it costs the page nothing.
    return this.#panel.render(this.#hasBeenOpen ? this.#renderChat() : nothing, {
      messages: this.#texts,
      heading: this.#heading,
      opened: this.opened,
      toggle: () => (this.opened ? this.close() : this.open()),
      closed: () => this.close(),
      onEscape: () => this.#openNote.close(),
    });
  }

  #renderChat(): TemplateResult {
    const { turns } = this.#conversation;
    return html`<div part="chat" class="chat">
      <div class="log" role="region" aria-label=${this.#texts.chat.conversation} tabindex="0" @keydown=${this.#onKeydown}>
        ${turns.length === 0 ? this.#renderStart() : this.#renderTurns(turns)}
      </div>
      ${this.#renderEntry()}
      <div class="visually-hidden" role="status">${this.announcement}</div>
    </div>`;
  }

  #renderEntry(): TemplateResult {
    const lacking = this.#lackingKey();
    if (lacking === null) {
      return renderComposer(this.#composer);
    }
    const refused = lacking.kind === "keyRefused";
    const tryAgain = () => this.#tryKey();
    const form =
      this.renderAccess?.(refused, tryAgain) ??
      html`<footnote-key-form
        .messages=${this.#texts}
        .keptKey=${this.#server.key}
        ?refused=${refused}
        .tryAgain=${tryAgain}
      ></footnote-key-form>`;
    return html`<div class="locked">${form}</div>`;
  }

  #renderStart(): TemplateResult {
    const greeting = renderGreeting({
      greeting: this.greeting || this.#texts.panel.greeting,
      heading: this.#texts.chat.examples,
      questions: this.questions,
      ask: (question) => void this.#ask(question),
    });
    return html`<slot name="start">${greeting}</slot>`;
  }

  #renderTurns(turns: readonly Turn[]): TemplateResult {
    return html`${this.page ? html`<h1 class="visually-hidden">${this.#texts.chat.conversation}</h1>` : nothing}
      <div class="turns">
        ${turns.map((turn) => {
          const context = this.#turnContext(turn);
          const { openMarker, comment, copied } = context;
          const state = [turn, openMarker, comment, copied, this.#texts, this.#server];
          return keyed(
            turn.id,
            guard(state, () => renderTurn(turn, context)),
          );
        })}
      </div>`;
  }

  #turnContext(turn: Turn): TurnContext {
    return {
      messages: this.#texts,
      server: this.#server,
      newTab: !this.page,
      turnId: turn.id,
      openMarker: this.#openNote.in(turn.id),
      comment: this.#reactions.commentOn(turn.id),
      copied: this.#reactions.copied(turn.id),
      toggleNote: (marker, opener) => this.#openNote.toggle({ turnId: turn.id, marker, opener }),
      closeNote: () => this.#openNote.close(),
      retry: () => void this.#retry(turn.id),
      copy: () => void this.#reactions.copy(turn.id, copiedAnswer(turn, this.#server, this.#texts)),
      rate: (rating) => void this.#rate(turn, rating),
      sendComment: (comment) => void this.#reactions.comment(turn, comment, this.#server),
    };
  }

  get #composer(): ComposerContext {
    return {
      messages: this.#texts,
      draft: this.draft,
      busy: this.#conversation.busy,
      clearable: this.#conversation.turns.length > 0,
      restorable: this.#conversation.restorable,
      changeDraft: (draft) => {
        this.draft = draft;
      },
      send: () => void this.#ask(this.draft),
      stop: () => this.#conversation.stop(),
      clear: () => this.#clear(),
      restore: () => this.#restore(),
    };
  }

  /** The failure that an API key would solve; null while no key is asked for. */
  #lackingKey(): Failure | null {
    if (asksForKey(this.accessFailure)) {
      return this.accessFailure;
    }
    return this.#conversation.waiting.at(-1)?.failure ?? null;
  }

  #resume(): void {
    this.#server = serverAt(this.server);
    this.#conversation.resume(this.#server, new History(conversationName(this, this.#server), this.history));
    this.#openNote.forget();
  }

  #showOrHide(): void {
    if (this.opened) {
      this.#panel.show();
    } else {
      this.#panel.hide();
    }
    if (this.opened) {
      this.#showLastTurn();
    }
    fire(this, this.opened ? "footnote-open" : "footnote-close", null);
  }

  /** Failures other than a missing key are ignored here: the next question reports them. */
  async #check(): Promise<void> {
    this.accessFailure = (await this.checkAccess?.()) ?? null;
    if (asksForKey(this.accessFailure)) {
      this.announcement = this.#texts.failure.keyMissing;
    }
  }

  async #tryKey(): Promise<void> {
    await this.#check();
    if (asksForKey(this.accessFailure)) {
      return;
    }
    this.announcement = "";
    const answered = this.#conversation.retryWaiting();
    this.#showLastTurn();
    // Only the answer tells whether the key is right.
    if (this.checkAccess === null) {
      await answered;
    }
  }

  async #ask(question: string): Promise<void> {
    if (question.trim() === "" || this.#conversation.busy) {
      return;
    }
    if (question === this.draft) {
      this.draft = "";
    }
    this.#openNote.forget();
    this.announcement = this.#texts.answer.searching;
    fire(this, "footnote-question", { question: question.trim() });
    const answered = this.#conversation.ask(question);
    this.focus({ preventScroll: true });
    this.#showLastTurn();
    await answered;
  }

  async #retry(turnId: number): Promise<void> {
    this.announcement = this.#texts.answer.searching;
    const answered = this.#conversation.retry(turnId);
    this.focus({ preventScroll: true });
    this.#showLastTurn();
    await answered;
  }

  async #rate(turn: Turn, rating: Rating): Promise<void> {
    const sent = this.#reactions.rate(turn, rating, this.#server);
    await this.updateComplete;
    this.renderRoot.querySelector(".comment")?.scrollIntoView({ block: "nearest" });
    await sent;
    const received = this.#reactions.commentOn(turn.id)?.step !== "failed";
    this.announcement = received ? this.#texts.feedback.thanks : this.#texts.feedback.failed;
  }

  #settled(turn: Turn): void {
    this.announcement = announcementOf(turn, this.#texts);
    const answer = answerDetail(turn, this.#server);
    const error = errorDetail(turn);
    if (answer !== null) {
      fire(this, "footnote-answer", answer);
    }
    if (error !== null) {
      fire(this, "footnote-error", error);
    }
  }

  #clear(): void {
    this.#openNote.forget();
    this.announcement = this.#texts.composer.cleared;
    this.#conversation.clear();
    this.focus();
  }

  #restore(): void {
    this.announcement = "";
    this.#conversation.restore();
    this.focus();
    this.#showLastTurn();
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.#openNote.close()) {
      return;
    }
    // The panel around it stays open.
    event.stopPropagation();
    event.preventDefault();
  }

  #showLastTurn(): void {
    void this.updateComplete.then(() => scrollToLastTurn(this.renderRoot, this.page || this.launcher));
  }
}

/** Stops key events, since the page around the chat may have shortcuts of its own. */
function stopPropagation(event: Event): void {
  event.stopPropagation();
}

registerRootSize();
customElements.define("footnote-chat", FootnoteChat);
