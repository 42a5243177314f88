import { html, LitElement, nothing, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import "./footnote-key-form.js";
import { conversationName, History } from "../conversation/history.js";
import { fire } from "../events.js";
import { chatMessages } from "../i18n/chat/dictionary.js";
import type { OwnMessages } from "../i18n/chat/messages.js";
import { Panel } from "../panel/panel.js";
import { CHAT_STYLES, registerRootSize } from "../styles/chat-styles.js";
import type { Failure } from "../transport/failure.js";
import { serverAt } from "../transport/server.js";
import { renderChat } from "../view/chat.js";
import { scrollToLastTurn } from "../view/turn.js";
import type { FootnoteChatElement, HistoryScope, WidgetPosition, WidgetTheme } from "../widget-api.js";
import { ATTRIBUTES } from "./chat-attributes.js";
import { ChatSession } from "./chat-session.js";

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

  #hasBeenOpen = false;
  /** The languages that the texts were chosen by. */
  #spoken = "";
  readonly #panel = new Panel(this);
  readonly #session = new ChatSession(this, chatMessages([], {}), () => this.#showLastTurn());

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
    await this.#session.ask(question);
  }

  /** Puts the cursor into the field for the question, or for the key if one is asked for. */
  override focus(options?: FocusOptions): void {
    const field = ".composer textarea, .locked > *";
    const root = this.renderRoot;
    (root.querySelector<HTMLElement>(field) ?? root.querySelector<HTMLElement>(".log"))?.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#session.checkAccess();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("server") || changed.has("history")) {
      const server = serverAt(this.server);
      this.#session.resume(server, new History(conversationName(this, server), this.history));
    }
    if (this.opened) {
      this.#hasBeenOpen = true;
    }
    // The language of the page around it may have changed too.
    const languages = this.#languages;
    if (changed.has("messages") || languages.join() !== this.#spoken) {
      this.#spoken = languages.join();
      this.#session.texts = chatMessages(languages, this.messages);
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
    const { locale, direction } = this.#session.texts;
    return html`<div
      class="shell"
      lang=${locale}
      dir=${direction}
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

  #renderPanel(): TemplateResult {
    const { texts } = this.#session;
    // A panel that was never opened renders nothing, so that it costs the page nothing.
    return this.#panel.render(this.#hasBeenOpen ? this.#renderChat() : nothing, {
      messages: texts,
      heading: this.heading || texts.chat.heading,
      opened: this.opened,
      toggle: () => (this.opened ? this.close() : this.open()),
      closed: () => this.close(),
      onEscape: () => this.#session.closeNote(),
    });
  }

  #renderChat(): TemplateResult {
    return renderChat(this.#session, this);
  }

  #showOrHide(): void {
    if (this.opened) {
      this.#panel.show();
      this.#showLastTurn();
    } else {
      this.#panel.hide();
    }
    fire(this, this.opened ? "footnote-open" : "footnote-close", null);
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
