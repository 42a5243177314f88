import { html, LitElement, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import { writeToClipboard } from "../clipboard.js";
import { curlOf } from "../docs/curl.js";
import styles from "../docs/docs.css?inline";
import { operationAnchor, renderOperation } from "../docs/operation.js";
import { renderMembers, renderProse, renderType, schemaAnchor } from "../docs/schema.js";
import { DICTIONARY } from "../i18n/dictionary.js";
import { DOCS_MESSAGES, type DocsMessages } from "../i18n/docs.js";
import { toUiLanguage, type UiLanguage } from "../i18n/language.js";
import base from "../styles/base.css?inline";
import pageContent from "../styles/page-content.css?inline";
import tokens from "../styles/tokens.css?inline";
import {
  type ApiDescription,
  DESCRIPTION_PATH,
  type DescribedOperation,
  loadDescription,
} from "../transport/description-client.js";
import { type Failure, toFailure } from "../transport/failure.js";
import { OWN_BASE } from "../transport/own-base.js";
import { renderFailure } from "../view/failure.js";
import { ICONS } from "../view/icons.js";
import outcome from "../view/outcome.css?inline";

/** `<footnote-docs lang="de">`: the description of the server's HTTP interface. */
export class FootnoteDocs extends LitElement {
  static override readonly styles = [tokens, base, outcome, pageContent, styles].map((css) => unsafeCSS(css));
  static override readonly properties = {
    language: { attribute: "lang", converter: (value: string | null) => toUiLanguage(value) ?? "en" },
    api: { state: true },
    failure: { state: true },
    copied: { state: true },
  };

  declare language: UiLanguage;
  /** Null until it is loaded. */
  declare private api: ApiDescription | null;
  declare private failure: Failure | null;
  /** The command that was copied last, and what is said of it. */
  declare private copied: { readonly command: string; readonly outcome: string } | null;

  readonly #showAddressed = () => this.#show(decodeURIComponent(location.hash.slice(1)));

  constructor() {
    super();
    this.language = "en";
    this.api = null;
    this.failure = null;
    this.copied = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.#showAddressed);
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.#showAddressed);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("api")) {
      this.#showAddressed();
    }
  }

  protected override render(): TemplateResult {
    return html`<div class="page">
      <h1>${this.#texts.heading}</h1>
      ${this.#renderContent()}
      <div class="visually-hidden" role="status">${this.copied?.outcome ?? ""}</div>
    </div>`;
  }

  get #texts(): DocsMessages {
    return DOCS_MESSAGES[this.language];
  }

  #renderContent(): TemplateResult {
    if (this.failure !== null) {
      return renderFailure(this.failure, DICTIONARY[this.language], () => void this.#load());
    }
    if (this.api === null) {
      return html`<p class="hint">${this.#texts.loading}</p>`;
    }
    return this.#renderApi(this.api);
  }

  #renderApi(api: ApiDescription): TemplateResult {
    const texts = this.#texts;
    const sections = api.tags
      .map((tag) => ({ ...tag, operations: api.operations.filter((each) => each.tag === tag.name) }))
      .filter(({ operations }) => operations.length > 0);
    return html`<p class="lead">
        ${texts.version(api.version)} <a href="${OWN_BASE}${DESCRIPTION_PATH}">${DESCRIPTION_PATH}</a>
      </p>
      <div lang="en">
        ${api.about.split("\n\n").map((paragraph) => html`<p class="about">${renderProse(paragraph)}</p>`)}
      </div>
      <nav aria-label=${texts.contents}>
        <ul>
          ${sections.map(({ name }) => html`<li><a href="#tag-${name}" lang="en">${name}</a></li>`)}
          <li><a href="#schemas">${texts.schemas}</a></li>
        </ul>
      </nav>
      ${sections.map(
        ({ name, description, operations }) => html`<section id="tag-${name}" lang="en" tabindex="-1">
          <h2>${name}</h2>
          <p class="hint">${description}</p>
          ${operations.map((each) => renderOperation(each, this.#renderExample(api, each), texts))}
        </section>`,
      )}
      <section id="schemas" tabindex="-1">
        <h2>${texts.schemas}</h2>
        ${Object.entries(api.schemas).map(
          ([name, schema]) => html`<details class="entry" id=${schemaAnchor(name)} lang="en">
            <summary><code>${name}</code></summary>
            <div class="content"><p>${renderType(schema)}</p>${renderMembers(schema, texts)}</div>
          </details>`,
        )}
      </section>`;
  }

  #renderExample(api: ApiDescription, operation: DescribedOperation): TemplateResult {
    const command = curlOf(api, operation, location.href);
    return html`<div class="example">
      <pre tabindex="0" aria-label="${this.#texts.example}: ${operationAnchor(operation)}">${command}</pre>
      <button type="button" class="quiet" lang=${this.#texts.language} @click=${() => void this.#copy(command)}>
        ${ICONS.copy}${this.copied?.command === command ? this.copied.outcome : this.#texts.copy}
      </button>
    </div>`;
  }

  async #copy(command: string): Promise<void> {
    const { copied, notCopied } = this.#texts;
    this.copied = { command, outcome: (await writeToClipboard(command)) ? copied : notCopied };
  }

  async #load(): Promise<void> {
    this.failure = null;
    try {
      this.api = await loadDescription();
    } catch (error) {
      this.failure = toFailure(error, false);
    }
  }

  /** Unfolds a part of the page and scrolls to it; addresses don't reach into a shadow root by themselves. */
  #show(id: string): void {
    const part = id === "" ? null : (this.shadowRoot?.getElementById(id) ?? null);
    if (part instanceof HTMLDetailsElement) {
      part.open = true;
      part.querySelector("summary")?.focus({ preventScroll: true });
    }
    part?.scrollIntoView();
  }
}

customElements.define("footnote-docs", FootnoteDocs);
