import "./footnote-key-form.js";
import { html, LitElement, nothing, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import type { Span } from "../../core/document.js";
import { dictionary } from "../i18n/dictionary.js";
import { toUiLanguage, type UiLanguage } from "../i18n/language.js";
import type { Messages } from "../i18n/messages.js";
import base from "../styles/base.css?inline";
import tokens from "../styles/tokens.css?inline";
import { readDocument } from "../transport/documents-client.js";
import { asksForKey, type Failure } from "../transport/failure.js";
import { toFailure } from "../transport/read-failure.js";
import { explainFailure } from "../view/failure.js";
import { icons } from "../view/icons.js";
import { langOf } from "../view/source-label.js";
import { observeLineLength } from "../viewer/line-length.js";
import { type OpenDocument, openDocument } from "../viewer/open-document.js";
import { renderPath } from "../viewer/path.js";
import { Scroller } from "../viewer/scroller.js";
import { spanFromHash } from "../viewer/span-from-hash.js";
import styles from "../viewer/viewer.css?inline";

/** `<footnote-viewer lang="de">`: the document that the address names, with the cited span highlighted. */
export class FootnoteViewer extends LitElement {
  static override readonly styles = [tokens, base, styles].map((css) => unsafeCSS(css));

  static override readonly properties = {
    language: { attribute: "lang", converter: (value: string | null) => toUiLanguage(value) ?? "en" },
    documentId: { attribute: "document-id" },
    shown: { state: true },
    failure: { state: true },
    span: { state: true },
    copied: { state: true },
  };

  declare language: UiLanguage;
  /** The document to show. */
  declare documentId: string;
  declare private shown: OpenDocument | null;
  declare private failure: Failure | null;
  declare private span: Span | null;
  declare private copied: boolean | null;

  readonly #scroller = new Scroller(() => this.#covered());
  #closed = new AbortController();

  readonly #onHashChange = () => this.#takeSpan();

  constructor() {
    super();
    this.language = "en";
    this.documentId = "";
    this.shown = null;
    this.failure = null;
    this.span = null;
    this.copied = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#closed = new AbortController();
    addEventListener("hashchange", this.#onHashChange);
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#closed.abort();
    removeEventListener("hashchange", this.#onHashChange);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("language")) this.shown?.text.relabel(this.#messages);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("shown") && this.shown !== null) this.#begin(this.shown);
    if (changed.has("span")) this.#goToSpan();
  }

  protected override render(): TemplateResult {
    const { viewer } = this.#messages;
    return html`<div class="page">
      <a class="back" href="/">${icons.back}${viewer.back}</a>
      ${this.#renderContent()}
    </div>`;
  }

  get #messages(): Messages {
    return dictionary[this.language];
  }

  #renderContent(): TemplateResult {
    if (this.shown !== null) return this.#renderDocument(this.shown);
    if (asksForKey(this.failure)) return this.#renderKeyForm();
    if (this.failure !== null) return this.#renderFailure(this.failure);
    return html`<p role="status">${this.#messages.viewer.loading}</p>`;
  }

  #renderKeyForm(): TemplateResult {
    return html`<footnote-key-form
      .messages=${this.#messages}
      ?refused=${this.failure?.kind === "keyRefused"}
      .tryAgain=${() => this.#load()}
    >
      <div role="alert"><h1>${this.#messages.failure.keyMissing}</h1></div>
    </footnote-key-form>`;
  }

  #renderFailure(failure: Failure): TemplateResult {
    const { viewer } = this.#messages;
    const missing = failure.code === "document_not_found";
    return html`<div role="alert">
      <h1>${missing ? viewer.notFound : this.#messages.failure.heading}</h1>
      <p>${missing ? viewer.notFoundHint : explainFailure(failure, this.#messages)}</p>
    </div>`;
  }

  #renderDocument(shown: OpenDocument): TemplateResult {
    const { viewer } = this.#messages;
    const { title, language, path, characters } = shown.source;
    // A document that begins with its title shows it itself.
    return html`<h1 class=${shown.titled ? "visually-hidden" : ""} lang=${langOf(language)} dir="auto">${title}</h1>
      <p class="facts">${renderPath(path)} · ${viewer.characters(characters)}</p>
      <div class="tools">
        ${
          this.span === null
            ? nothing
            : html`<button type="button" class="quiet" @click=${this.#goToSpan}>${icons.down}${viewer.goToCited}</button>`
        }
        <button type="button" class="quiet" @click=${this.#copyLink}>${icons.link}${viewer.copyLink}</button>
        <span role="status">${this.#copyResult()}</span>
      </div>
      ${shown.text.element}`;
  }

  #copyResult(): string {
    const { viewer } = this.#messages;
    if (this.copied === null) return "";
    return this.copied ? viewer.linkCopied : viewer.linkNotCopied;
  }

  async #load(): Promise<void> {
    try {
      const source = await readDocument(this.documentId);
      this.failure = null;
      document.title = `${source.title} · Footnote`;
      this.shown = openDocument(source, this.#messages);
      this.#takeSpan();
    } catch (error) {
      this.failure = toFailure(error, false);
    }
  }

  /** Fills in the text once it has its place on the page. */
  #begin({ source, text }: OpenDocument): void {
    const { signal } = this.#closed;
    signal.addEventListener("abort", observeLineLength(text.element, source.text));
    text.attach();
    void text.fill(signal);
  }

  #takeSpan(): void {
    if (this.shown === null) return;
    this.span = spanFromHash(location.hash, this.shown.source.text.length);
    this.shown.text.cite(this.span);
    this.copied = null;
  }

  #goToSpan(): void {
    const mark = this.shown?.text.citedElement();
    if (!mark) return;
    mark.focus({ preventScroll: true });
    void this.#scroller.to(mark);
  }

  /** How much of the window's top is behind the toolbar, in pixels. */
  #covered(): number {
    return this.renderRoot.querySelector<HTMLElement>(".tools")?.offsetHeight ?? 0;
  }

  async #copyLink(): Promise<void> {
    try {
      await navigator.clipboard.writeText(location.href);
      this.copied = true;
    } catch {
      this.copied = false;
    }
  }
}

customElements.define("footnote-viewer", FootnoteViewer);
