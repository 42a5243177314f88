import { html, LitElement, type TemplateResult, unsafeCSS } from "lit";
import type { ChatMessages } from "../i18n/chat/messages.js";
import base from "../styles/base.css?inline";
import tokens from "../styles/tokens.css?inline";
import { API_KEY, type KeptKey } from "../transport/kept-key.js";
import { ICONS } from "../view/icons.js";
import styles from "./footnote-key-form.css?inline";

/**
 * `<footnote-key-form>`: asks for a server's API key or, with `admin`, its admin key, keeps it and has the page try
 * again. What stands in the element takes the place of its heading.
 */
export class FootnoteKeyForm extends LitElement {
  static override readonly styles = [tokens, base, styles].map((css) => unsafeCSS(css));

  static override readonly properties = {
    messages: { attribute: false },
    keptKey: { attribute: false },
    admin: { type: Boolean },
    refused: { type: Boolean },
    tryAgain: { attribute: false },
    checking: { state: true },
  };

  declare messages: ChatMessages;
  /** Where the key is kept. */
  declare keptKey: KeptKey;
  /** Whether it asks for the key to change the documents with. */
  declare admin: boolean;
  /** Whether the last key was refused. */
  declare refused: boolean;
  /** Repeats what failed, now with the key; resolves when it is known whether the key is accepted. */
  declare tryAgain: () => Promise<void>;
  declare private checking: boolean;

  constructor() {
    super();
    this.keptKey = API_KEY;
    this.admin = false;
    this.refused = false;
    this.tryAgain = () => Promise.resolve();
    this.checking = false;
  }

  /** Puts the cursor into the field for the key. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.#field?.focus(options));
  }

  protected override render(): TemplateResult {
    const { key, failure } = this.messages;
    const refused = this.refused && !this.checking;
    // The field has no name, so that the key can never become part of an address.
    const heading = this.admin ? key.adminHeading : failure.keyMissing;
    return html`<form aria-label=${heading} @submit=${this.#submit}>
      <slot><h2>${heading}</h2></slot>
      <p class="hint" id="hint">${this.admin ? key.adminHint : key.hint}</p>
      <label for="key">${this.admin ? key.adminLabel : key.label}</label>
      <div class="row">
        <input
          id="key"
          type="password"
          autocomplete="current-password"
          autocapitalize="none"
          spellcheck="false"
          required
          aria-describedby="hint outcome"
          aria-invalid=${refused}
        />
        <button type="submit" class="button" aria-disabled=${this.checking}>${key.send}</button>
      </div>
      <p class=${refused ? "outcome refused" : "outcome"} id="outcome" role="status">
        ${refused ? html`${ICONS.caution}${failure.keyRefused}` : this.checking ? key.checking : ""}
      </p>
    </form>`;
  }

  get #field(): HTMLInputElement | null {
    return this.renderRoot.querySelector("input");
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const key = this.#field?.value.trim() ?? "";
    if (key === "" || this.checking) {
      return;
    }
    this.checking = true;
    this.keptKey.keep(key);
    await this.tryAgain();
    this.checking = false;
    this.#field?.select();
  }
}

customElements.define("footnote-key-form", FootnoteKeyForm);
