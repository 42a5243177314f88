import { html, LitElement, nothing, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import "./footnote-access-form.js";
import { guard } from "lit/directives/guard.js";
import type { Mark } from "../../core/document.js";
import { DICTIONARY } from "../i18n/dictionary.js";
import { toUiLanguage, type UiLanguage } from "../i18n/language.js";
import type { Messages } from "../i18n/messages.js";
import base from "../styles/base.css?inline";
import form from "../styles/form.css?inline";
import pageContent from "../styles/page-content.css?inline";
import tokens from "../styles/tokens.css?inline";
import { readDocument } from "../transport/documents-client.js";
import { asksForKey, type Failure, toFailure } from "../transport/failure.js";
import { OWN_BASE } from "../transport/own-base.js";
import { explainFailure } from "../view/failure.js";
import { PAGE_ICONS } from "../view/page-icons.js";
import { langOf } from "../view/source-label.js";
import { blockAt } from "../viewer/blocks.js";
import { type CitedSpan, citedFromHash } from "../viewer/cited-span.js";
import contents from "../viewer/contents.css?inline";
import { markCurrentEntry, renderContents, renderFoldedContents } from "../viewer/contents.js";
import { drawnFrame } from "../viewer/drawn-frame.js";
import { observeLineLength } from "../viewer/line-length.js";
import { CopyLink, renderLinks } from "../viewer/links.js";
import { MediaMatch } from "../viewer/media-match.js";
import { headingOf, type OpenDocument, openDocument, sheetOf } from "../viewer/open-document.js";
import { renderPath } from "../viewer/path.js";
import { blockBelow, offsetBelow } from "../viewer/places.js";
import { ReadingPosition } from "../viewer/reading-position.js";
import { Scroller } from "../viewer/scroller.js";
import { renderSearchBar } from "../viewer/search-bar.js";
import { selectedSpan } from "../viewer/selected-span.js";
import { renderSheetField } from "../viewer/sheet-field.js";
import { TextSearch } from "../viewer/text-search.js";
import toolbar from "../viewer/toolbar.css?inline";
import styles from "../viewer/viewer.css?inline";

/** From this width on there is room beside the text. */
const WIDE_WINDOW = "(min-width: 75rem)";

/** `<footnote-viewer lang="de">`: the document that the address names, with the cited span highlighted. */
export class FootnoteViewer extends LitElement {
  static override readonly styles = [tokens, base, form, pageContent, styles, toolbar, contents].map((css) =>
    unsafeCSS(css),
  );

  static override readonly properties = {
    language: { attribute: "lang", converter: (value: string | null) => toUiLanguage(value) ?? "en" },
    documentId: { attribute: "document-id" },
    shown: { state: true },
    failure: { state: true },
    span: { state: true },
    drawn: { state: true },
  };

  declare language: UiLanguage;
  /** The document to show. */
  declare documentId: string;
  declare private shown: OpenDocument | null;
  declare private failure: Failure | null;
  declare private span: CitedSpan | null;
  /** Whether the text has been drawn; slow parts, such as the contents, are rendered only then. */
  declare private drawn: boolean;

  readonly #wide = new MediaMatch(this, WIDE_WINDOW);
  readonly #copyLink = new CopyLink(this);
  readonly #search = new TextSearch(this);
  readonly #scroller = new Scroller(() => this.#covered());
  readonly #position = new ReadingPosition(this, () => this.#blockRead());
  #closed = new AbortController();
  #marked: { readonly contents: HTMLElement; readonly heading: number | null } | null = null;

  readonly #onHashChange = () => this.#takeSpan();

  constructor() {
    super();
    this.language = "en";
    this.documentId = "";
    this.shown = null;
    this.failure = null;
    this.span = null;
    this.drawn = false;
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
    if (!changed.has("language") || this.shown === null) {
      return;
    }
    this.shown.text.relabel(this.#messages);
    this.#search.repaint();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("shown") && this.shown !== null) {
      this.#begin(this.shown);
    }
    if (changed.has("span")) {
      this.#goToSpan();
    }
    this.#markHeading();
  }

  protected override render(): TemplateResult {
    const { viewer } = this.#messages;
    return html`<div class="page">
      <a class="back" href=${OWN_BASE}>${PAGE_ICONS.back}${viewer.back}</a>
      ${this.#renderContent()}
    </div>`;
  }

  get #messages(): Messages {
    return DICTIONARY[this.language];
  }

  #renderContent(): TemplateResult {
    if (this.shown !== null) {
      return this.#renderDocument(this.shown);
    }
    if (asksForKey(this.failure)) {
      return this.#renderKeyForm();
    }
    if (this.failure !== null) {
      return this.#renderFailure(this.failure);
    }
    return html`<p role="status">${this.#messages.viewer.loading}</p>`;
  }

  #renderKeyForm(): TemplateResult {
    return html`<footnote-access-form
      lang=${this.language}
      ?refused=${this.failure?.kind === "keyRefused"}
      .tryAgain=${() => this.#load()}
      .renderHeading=${(text: string) => html`<div role="alert"><h1>${text}</h1></div>`}
    ></footnote-access-form>`;
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
    const { title, language, path, characters } = shown.source;
    const wide = this.#wide.matches;
    // A document that begins with its title shows it itself.
    return html`<h1 class=${shown.titled ? "visually-hidden" : ""} lang=${langOf(language)} dir="auto">${title}</h1>
      <p class="facts">${renderPath(path)} · ${this.#messages.viewer.characters(characters)}</p>
      <div class="tools">
        ${renderSearchBar(this.#search, this.#messages)}
        ${wide ? nothing : this.#renderContents(shown, renderFoldedContents)}
        ${this.#renderSheetField(shown)}
        ${this.#renderLinks()}
      </div>
      ${wide && this.drawn ? html`<div class="beside">${this.#renderContents(shown, renderContents)}</div>` : nothing}
      ${shown.text.element}`;
  }

  /** A document may have thousands of headings: they are rendered once. */
  #renderContents(shown: OpenDocument, render: typeof renderContents): unknown {
    const { outline, headings } = shown;
    if (headings.length < 2) {
      return nothing;
    }
    const messages = this.#messages;
    const goTo = (index: number) => this.#goToHeading(index);
    return guard([render, outline, messages], () => render({ outline, messages, goTo }));
  }

  #renderSheetField(shown: OpenDocument): TemplateResult | typeof nothing {
    const { sheets } = shown;
    if (sheets.length < 2) {
      return nothing;
    }
    return renderSheetField({
      sheets,
      current: sheetOf(shown, this.#position.block),
      messages: this.#messages,
      goTo: (sheet) => void this.#goToSheet(sheet),
    });
  }

  #renderLinks(): TemplateResult {
    return renderLinks({
      messages: this.#messages,
      copyLink: this.#copyLink,
      goToCited: this.span === null ? null : () => this.#goToSpan(),
      copy: () => this.#copy(),
    });
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
    this.#search.open({
      content: source.text,
      text,
      readingAt: () => offsetBelow(text, this.#readingLine()),
      show: (match) => void this.#scroller.to(match, "near"),
    });
    const { signal } = this.#closed;
    signal.addEventListener("abort", observeLineLength(text.element, source.text));
    text.attach();
    void text.fill(signal);
    void drawnFrame().then(() => {
      this.drawn = true;
    });
  }

  #takeSpan(): void {
    if (this.shown === null) {
      return;
    }
    this.span = citedFromHash(location.hash, this.shown.source.text.length);
    this.shown.text.cite(this.span);
    this.#search.repaint();
  }

  #goToSpan(): void {
    const mark = this.shown?.text.citedElement();
    if (mark) {
      this.#goTo(mark, "center");
    }
  }

  #goToHeading(index: number): void {
    const heading = this.shown?.text.elementOf(index);
    if (heading === undefined) {
      return;
    }
    heading.tabIndex = -1;
    this.#goTo(heading, "start");
  }

  async #goToSheet(sheet: Mark): Promise<void> {
    const text = this.shown?.text;
    const place = text?.beginningOf(blockAt(text.blocks, sheet.start));
    if (place !== undefined) {
      await this.#scroller.to(place, "start");
    }
    // Renders the field again with the page the reader has actually arrived at.
    this.requestUpdate();
  }

  /** Moves the focus to where the reader has gone, so that reading and the Tab key go on from there. */
  #goTo(focused: HTMLElement, goal: "start" | "center"): void {
    focused.focus({ preventScroll: true });
    void this.#scroller.to(focused, goal);
  }

  #copy(): void {
    if (this.shown === null) {
      return;
    }
    const { text, source } = this.shown;
    void this.#copyLink.copy(selectedSpan(text, source.text));
  }

  /** The index of the block that the reader is at: the first in view, at the document's end the last. */
  #blockRead(): number {
    if (this.shown === null) {
      return 0;
    }
    const { text } = this.shown;
    const atEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
    return atEnd ? text.blocks.length - 1 : blockBelow(text, this.#readingLine());
  }

  /** Just below what covers the text, in pixels from the window's top. */
  #readingLine(): number {
    return this.#covered() + 8;
  }

  /** How much of the window's top is behind the toolbar, in pixels; in a low window the toolbar scrolls away. */
  #covered(): number {
    const tools = this.renderRoot.querySelector<HTMLElement>(".tools");
    if (tools === null || getComputedStyle(tools).position !== "sticky") {
      return 0;
    }
    return tools.offsetHeight;
  }

  #markHeading(): void {
    const contents = this.renderRoot.querySelector<HTMLElement>(".contents");
    if (this.shown === null || contents === null) {
      return;
    }
    const heading = headingOf(this.shown, this.#position.block);
    // Contents that were rendered again, beside the text or folded, have no current entry yet.
    if (this.#marked?.contents === contents && this.#marked.heading === heading) {
      return;
    }
    this.#marked = { contents, heading };
    markCurrentEntry(contents, heading);
  }
}

customElements.define("footnote-viewer", FootnoteViewer);
