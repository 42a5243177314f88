import { html, LitElement, nothing, type TemplateResult, unsafeCSS } from "lit";
import logo from "../assets/footnote.svg";
import { DICTIONARY } from "../i18n/dictionary.js";
import type { UiLanguage } from "../i18n/language.js";
import type { Preferences } from "../preferences/preferences.js";
import base from "../styles/base.css?inline";
import tokens from "../styles/tokens.css?inline";
import { type Account, loadAccount, signOut } from "../transport/account-client.js";
import { OWN_BASE } from "../transport/own-base.js";
import { PAGE_ICONS } from "../view/page-icons.js";
import styles from "./footnote-header.css?inline";

const LANGUAGES: readonly { readonly code: UiLanguage; readonly name: string }[] = [
  { code: "de", name: "Deutsch" },
  { code: "en", name: "English" },
];

/** The pages that the navigation leads to. */
const PAGES = [
  { page: "chat", href: OWN_BASE, icon: PAGE_ICONS.questions },
  { page: "search", href: `${OWN_BASE}search`, icon: PAGE_ICONS.search },
  { page: "documents", href: `${OWN_BASE}documents`, icon: PAGE_ICONS.document },
] as const;

/** `<footnote-header>`: the name of the product, the choice of language and of appearance, and who is signed in. */
export class FootnoteHeader extends LitElement {
  static override readonly styles = [tokens, base, styles].map((css) => unsafeCSS(css));
  static override readonly properties = {
    preferences: { attribute: false },
    page: {},
    account: { state: true },
  };

  declare preferences: Preferences;
  /** The page that is shown; null for one that the navigation doesn't lead to. */
  declare page: (typeof PAGES)[number]["page"] | null;
  /** Null until it is known. */
  declare private account: Account | null;
  readonly #update = () => this.requestUpdate();

  constructor() {
    super();
    this.page = null;
    this.account = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.preferences.addEventListener("change", this.#update);
    void this.#loadAccount();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.preferences.removeEventListener("change", this.#update);
  }

  protected override render(): TemplateResult {
    const texts = DICTIONARY[this.preferences.language].header;
    return html`<header>
      <a class="home" href=${OWN_BASE} aria-label=${texts.home}><img src=${logo} alt="" width="28" height="28" /><span>Footnote</span></a>
      <nav aria-label=${texts.pages}>
        ${PAGES.map((page) => this.#renderLink(page))}
      </nav>
      <div class="settings">
        <div class="languages" role="group" aria-label=${texts.language}>
          ${LANGUAGES.map(({ code, name }) => this.#renderLanguage(code, name))}
        </div>
        <button
          type="button"
          class="theme"
          aria-label=${texts.darkTheme}
          title=${texts.darkTheme}
          aria-pressed=${this.preferences.dark}
          @click=${() => this.preferences.toggleTheme()}
        >
          ${this.preferences.dark ? PAGE_ICONS.sun : PAGE_ICONS.moon}
        </button>
        ${this.#renderAccount()}
      </div>
    </header>`;
  }

  #renderLink({ page, href, icon }: (typeof PAGES)[number]): TemplateResult {
    const label = DICTIONARY[this.preferences.language].header[page];
    return html`<a href=${href} title=${label} aria-current=${this.page === page ? "page" : nothing}
      >${icon}<span>${label}</span></a
    >`;
  }

  #renderAccount(): TemplateResult | typeof nothing {
    const { name, signOutUrl } = this.account ?? { name: null, signOutUrl: null };
    if (name === null) {
      return nothing;
    }
    const texts = DICTIONARY[this.preferences.language].header;
    return html`<details class="account" @keydown=${this.#onAccountKey}>
      <summary aria-label=${texts.account(name)} title=${texts.account(name)}>
        ${PAGE_ICONS.person}<span dir="auto">${name}</span>
      </summary>
      <div class="menu">
        <p dir="auto">${texts.account(name)}</p>
        ${
          signOutUrl === null
            ? nothing
            : html`<button type="button" class="button" @click=${() => void signOut(signOutUrl)}>
                ${PAGE_ICONS.signOut}${texts.signOut}
              </button>`
        }
      </div>
    </details>`;
  }

  #onAccountKey(event: KeyboardEvent): void {
    const account = this.renderRoot.querySelector("details");
    if (event.key === "Escape" && account?.open === true) {
      account.open = false;
      account.querySelector("summary")?.focus();
    }
  }

  async #loadAccount(): Promise<void> {
    this.account = await loadAccount();
  }

  #renderLanguage(code: UiLanguage, name: string): TemplateResult {
    return html`<button
      type="button"
      lang=${code}
      title=${name}
      aria-label="${code.toUpperCase()}, ${name}"
      aria-pressed=${this.preferences.language === code}
      @click=${() => this.preferences.chooseLanguage(code)}
    >
      ${code.toUpperCase()}
    </button>`;
  }
}

customElements.define("footnote-header", FootnoteHeader);
