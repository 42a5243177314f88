import { html, LitElement, nothing, type TemplateResult, unsafeCSS } from "lit";
import "./footnote-key-form.js";
import { DICTIONARY } from "../i18n/dictionary.js";
import { toUiLanguage, type UiLanguage } from "../i18n/language.js";
import base from "../styles/base.css?inline";
import tokens from "../styles/tokens.css?inline";
import { type Account, loadAccount, onSignedIn } from "../transport/account-client.js";
import { API_KEY, type KeptKey } from "../transport/kept-key.js";
import styles from "./footnote-key-form.css?inline";

/**
 * `<footnote-access-form lang="de">`: what a page shows when the server wants to know who asks: where people sign in, a
 * sign-in, since the last one has expired; otherwise the form for a key. The sign-in opens in a tab of its own, so that
 * nothing of the page is lost.
 */
export class FootnoteAccessForm extends LitElement {
  static override readonly styles = [tokens, base, styles].map((css) => unsafeCSS(css));

  static override readonly properties = {
    language: { attribute: "lang", converter: (value: string | null) => toUiLanguage(value) ?? "en" },
    keptKey: { attribute: false },
    admin: { type: Boolean },
    refused: { type: Boolean },
    tryAgain: { attribute: false },
    renderHeading: { attribute: false },
    account: { state: true },
  };

  declare language: UiLanguage;
  /** Where a key is kept. */
  declare keptKey: KeptKey;
  /** Whether it is about changing the documents. */
  declare admin: boolean;
  /** Whether the last key was refused. */
  declare refused: boolean;
  /** Repeats what failed; resolves when it is known whether that worked. */
  declare tryAgain: () => Promise<void>;
  /** Makes a heading of the level that fits the page; undefined: the form's own. */
  declare renderHeading: ((text: string) => TemplateResult) | undefined;
  /** Null until it is known. */
  declare private account: Account | null;

  #stopListening: () => void = () => undefined;

  constructor() {
    super();
    this.language = "en";
    this.keptKey = API_KEY;
    this.admin = false;
    this.refused = false;
    this.tryAgain = () => Promise.resolve();
    this.renderHeading = undefined;
    this.account = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopListening = onSignedIn(() => void this.#goOn());
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening();
  }

  /** Puts the cursor where it is needed, as soon as that is there. */
  override focus(options?: FocusOptions): void {
    void this.#focusFirst(options);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { account } = this;
    if (account === null) {
      return nothing;
    }
    return account.signInBy === null || account.name !== null
      ? this.#renderKeyForm()
      : this.#renderSignIn(account);
  }

  #renderKeyForm(): TemplateResult {
    const messages = DICTIONARY[this.language];
    return html`<footnote-key-form
      .messages=${messages}
      .keptKey=${this.keptKey}
      ?admin=${this.admin}
      ?refused=${this.refused}
      .tryAgain=${this.tryAgain}
      >${this.renderHeading?.(messages.failure.keyMissing)}</footnote-key-form
    >`;
  }

  #renderSignIn({ signInUrl }: Account): TemplateResult {
    const { access } = DICTIONARY[this.language];
    const heading = this.renderHeading ?? ((text) => html`<h2>${text}</h2>`);
    return html`<section class="form">
      ${heading(access.heading)}
      <p class="hint">${signInUrl === null ? access.reloadHint : access.hint}</p>
      <p class="row">
        ${
          signInUrl === null
            ? html`<button type="button" class="button" @click=${() => location.reload()}>${access.reload}</button>`
            : html`<a class="button" href="${signInUrl}?returnTo=/auth/signed-in" target="_blank">${access.signIn}</a>`
        }
      </p>
    </section>`;
  }

  async #load(): Promise<void> {
    this.account = await loadAccount();
  }

  async #goOn(): Promise<void> {
    await this.#load();
    await this.tryAgain();
  }

  async #focusFirst(options?: FocusOptions): Promise<void> {
    await this.#load();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("footnote-key-form, .button")?.focus(options);
  }
}

customElements.define("footnote-access-form", FootnoteAccessForm);
