import { html, LitElement, type nothing, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import "./footnote-access-form.js";
import { DICTIONARY } from "../i18n/dictionary.js";
import { toUiLanguage, type UiLanguage } from "../i18n/language.js";
import type { Messages } from "../i18n/messages.js";
import { createWording, type Wording } from "../library/wording.js";
import { renderFoundPassage } from "../search/found-passage.js";
import legend from "../search/legend.css?inline";
import meters from "../search/meters.css?inline";
import { renderLegend } from "../search/meters.js";
import partsTable from "../search/parts-table.css?inline";
import styles from "../search/search.css?inline";
import {
  addressOfQuery,
  PASSAGE_COUNTS,
  queryOfAddress,
  type SearchQuery,
} from "../search/search-address.js";
import { SearchRun } from "../search/search-run.js";
import { renderTimings } from "../search/timings.js";
import words from "../search/words.css?inline";
import base from "../styles/base.css?inline";
import form from "../styles/form.css?inline";
import pageContent from "../styles/page-content.css?inline";
import tokens from "../styles/tokens.css?inline";
import { asksForKey, type Failure } from "../transport/failure.js";
import type { FoundPassages } from "../transport/search-client.js";
import { explainFailure, renderFailure } from "../view/failure.js";
import outcome from "../view/outcome.css?inline";
import { PAGE_ICONS } from "../view/page-icons.js";

/** `<footnote-search lang="de">`: searches for what the address says, and shows how the ranking came about. */
export class FootnoteSearch extends LitElement {
  static override readonly styles = [
    tokens,
    base,
    form,
    outcome,
    pageContent,
    styles,
    words,
    meters,
    legend,
    partsTable,
  ].map((css) => unsafeCSS(css));

  static override readonly properties = {
    language: { attribute: "lang", converter: (value: string | null) => toUiLanguage(value) ?? "en" },
    query: { state: true },
  };

  declare language: UiLanguage;
  /** What the address says. */
  declare private query: SearchQuery;

  readonly #run = new SearchRun(this);
  #wording: Wording = createWording(DICTIONARY.en);

  readonly #onPopState = () => this.#takeAddress();

  constructor() {
    super();
    this.language = "en";
    this.query = queryOfAddress("");
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("popstate", this.#onPopState);
    this.#takeAddress();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("popstate", this.#onPopState);
  }

  /** Puts the cursor where it is needed: into the field for the key while there is one, else for the query. */
  override focus(options?: FocusOptions): void {
    (this.renderRoot.querySelector<HTMLElement>("footnote-access-form") ?? this.#field)?.focus(options);
  }

  /** Moves the focus if the focused element, such as the retry button, is gone after an update. */
  protected override update(changed: PropertyValues): void {
    const focused = this.shadowRoot?.activeElement;
    super.update(changed);
    if (focused?.isConnected === false) {
      this.focus({ preventScroll: true });
    }
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("language")) {
      this.#wording = createWording(this.#messages);
    }
  }

  protected override render(): TemplateResult {
    const { search } = this.#messages;
    return html`<div class="page">
      <h1>${search.heading}</h1>
      <p class="lead">${search.lead}</p>
      ${this.#renderForm()}
      <section aria-labelledby="results">
        <h2 id="results" class="visually-hidden">${search.results}</h2>
        <div class="visually-hidden" role="status">${this.#announcement()}</div>
        ${this.#renderOutcome()}
      </section>
    </div>`;
  }

  get #messages(): Messages {
    return DICTIONARY[this.language];
  }

  get #field(): HTMLInputElement | null {
    return this.renderRoot.querySelector("input");
  }

  #renderForm(): TemplateResult {
    const { search } = this.#messages;
    const { query, count } = this.query;
    return html`<form role="search" @submit=${this.#onSubmit}>
      <label class="query">
        <span>${search.label}</span>
        <input type="search" name="q" enterkeyhint="search" .value=${query} placeholder=${search.placeholder} />
      </label>
      <label class="count">
        <span>${search.count}</span>
        <select name="k" @change=${this.#onCountChosen}>
          ${PASSAGE_COUNTS.map((each) => html`<option value=${each} .selected=${each === count}>${each}</option>`)}
        </select>
      </label>
      <button type="submit" class="button primary">${PAGE_ICONS.search}${search.send}</button>
    </form>`;
  }

  #renderOutcome(): TemplateResult | typeof nothing {
    const { search } = this.#messages;
    const { state } = this.#run;
    switch (state.kind) {
      case "idle":
        return renderLegend(this.#messages);
      case "searching":
        // The form for the key stays while the key is tried.
        if (state.before !== null && asksForKey(state.before)) {
          return this.#renderKeyForm(state.before);
        }
        return html`<p class="hint searching" aria-hidden="true">${search.searching}</p>`;
      case "failed":
        return asksForKey(state.failure)
          ? this.#renderKeyForm(state.failure)
          : renderFailure(state.failure, this.#messages, () => void this.#search());
      case "found":
        return this.#renderFound(state.result);
    }
  }

  #renderKeyForm(failure: Failure): TemplateResult {
    return html`<footnote-access-form
      lang=${this.language}
      ?refused=${failure.kind === "keyRefused"}
      .tryAgain=${() => this.#search()}
      .renderHeading=${(text: string) => html`<h3>${text}</h3>`}
    ></footnote-access-form>`;
  }

  #renderFound({ question, found, passages, timings }: FoundPassages): TemplateResult {
    const { search, documents } = this.#messages;
    // With at least one document there is always a nearest passage.
    if (passages.length === 0) {
      return html`<div class="empty">
        <h3>${PAGE_ICONS.empty}${documents.empty}</h3>
        <p>${search.noDocuments}</p>
      </div>`;
    }
    return html`<p class="hint">
        ${search.question(this.#wording.language(question.language), question.words.join(", "))}
      </p>
      ${renderTimings(timings, this.#messages)}
      <details class="help">
        <summary>${search.legend}</summary>
        ${renderLegend(this.#messages)}
      </details>
      <ol class="passages">
        ${passages.map((passage, i) => renderFoundPassage(passage, i + 1, found, this.#messages))}
      </ol>`;
  }

  /** The announcement of the search's state to screen readers. */
  #announcement(): string {
    const { search, failure } = this.#messages;
    const { state } = this.#run;
    switch (state.kind) {
      case "idle":
        return "";
      case "searching":
        return search.searching;
      case "failed":
        // The key form itself announces a refused key.
        if (state.failure.kind === "keyRefused") {
          return "";
        }
        return `${failure.heading}. ${explainFailure(state.failure, this.#messages)}`;
      case "found":
        return search.announce(state.result.passages.length);
    }
  }

  #takeAddress(): void {
    this.query = queryOfAddress(location.search);
    void this.#search();
  }

  #search(): Promise<void> {
    return this.#run.search(this.query.query, this.query.count);
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    this.#searchFor({ ...this.query, query: this.#field?.value.trim() ?? "" });
  }

  #onCountChosen(event: Event): void {
    const chosen = event.currentTarget instanceof HTMLSelectElement ? Number(event.currentTarget.value) : 0;
    const count = PASSAGE_COUNTS.find((each) => each === chosen);
    if (count === undefined) {
      return;
    }
    this.#searchFor({ query: this.#field?.value.trim() ?? "", count });
  }

  /** Puts the search into the page's address, so that it can be linked to and the back button leads to it. */
  #searchFor(query: SearchQuery): void {
    this.query = query;
    const address = addressOfQuery(query);
    if (address !== location.pathname + location.search) {
      history.pushState(null, "", address);
    }
    void this.#search();
  }
}

customElements.define("footnote-search", FootnoteSearch);
