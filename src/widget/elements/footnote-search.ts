import { html, LitElement, type nothing, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import "./footnote-key-form.js";
import { dictionary, toUiLanguage } from "../i18n/dictionary.js";
import type { Messages, UiLanguage } from "../i18n/messages.js";
import { createWording, type Wording } from "../library/wording.js";
import { renderFoundPassage } from "../search/found-passage.js";
import styles from "../search/search.css?inline";
import { addressOfQuery, passageCounts, queryOfAddress, type SearchQuery } from "../search/search-address.js";
import { SearchRun } from "../search/search-run.js";
import base from "../styles/base.css?inline";
import tokens from "../styles/tokens.css?inline";
import { asksForKey, type Failure } from "../transport/failure.js";
import type { FoundPassages } from "../transport/search-client.js";
import { explainFailure, renderFailure } from "../view/failure.js";
import { icons } from "../view/icons.js";
import outcome from "../view/outcome.css?inline";

/** `<footnote-search lang="de">`: searches for what the address says, and shows how the ranking came about. */
export class FootnoteSearch extends LitElement {
  static override readonly styles = [tokens, base, outcome, styles].map((css) => unsafeCSS(css));

  static override readonly properties = {
    language: { attribute: "lang", converter: (value: string | null) => toUiLanguage(value) ?? "en" },
    query: { state: true },
  };

  declare language: UiLanguage;
  /** What the address says. */
  declare private query: SearchQuery;

  readonly #run = new SearchRun(this);
  #wording: Wording = createWording(dictionary.en);

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

  /** Puts the cursor into the field for the query. */
  override focus(options?: FocusOptions): void {
    this.#field?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("language")) this.#wording = createWording(this.#messages);
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
    return dictionary[this.language];
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
          ${passageCounts.map((each) => html`<option value=${each} .selected=${each === count}>${each}</option>`)}
        </select>
      </label>
      <button type="submit" class="button primary">${icons.search}${search.send}</button>
    </form>`;
  }

  #renderOutcome(): TemplateResult | typeof nothing {
    const { search } = this.#messages;
    const { state } = this.#run;
    switch (state.kind) {
      case "idle":
        return html`<p class="hint">${search.hint}</p>`;
      case "searching":
        return html`<p class="hint" aria-hidden="true">${search.searching}</p>`;
      case "failed":
        return this.#renderFailure(state.failure);
      case "found":
        return this.#renderFound(state.result);
    }
  }

  #renderFailure(failure: Failure): TemplateResult {
    if (!asksForKey(failure)) return renderFailure(failure, this.#messages, () => void this.#search());
    return html`<footnote-key-form
      lang=${this.language}
      ?refused=${failure.kind === "keyRefused"}
      .tryAgain=${() => this.#search()}
    >
      <h3>${this.#messages.failure.keyMissing}</h3>
    </footnote-key-form>`;
  }

  #renderFound({ question, found, passages, timings }: FoundPassages): TemplateResult {
    const { search, failure } = this.#messages;
    if (passages.length === 0) {
      return html`<div class="empty">
        <h3>${icons.empty}${search.none}</h3>
        <p>${failure.empty}</p>
      </div>`;
    }
    return html`<p class="hint question">
        ${search.question(this.#wording.language(question.language), question.words.join(", "))}
      </p>
      <ol class="passages">
        ${passages.map((passage, i) => renderFoundPassage(passage, i + 1, found, this.#messages))}
      </ol>
      <p class="hint timings">
        ${search.timings}
        ${timings.map(([step, milliseconds]) => html`<span>${this.#stepName(step)} ${this.#milliseconds(milliseconds)}</span>`)}
      </p>`;
  }

  /** A newer server's steps keep their own names. */
  #stepName(step: string): string {
    return new Map(Object.entries(this.#messages.search.steps)).get(step) ?? step;
  }

  #milliseconds(value: number): string {
    return `${value.toLocaleString(this.#messages.locale, { maximumFractionDigits: 1 })} ms`;
  }

  /** What is said of the search to those who don't see it. */
  #announcement(): string {
    const { search, failure } = this.#messages;
    const { state } = this.#run;
    switch (state.kind) {
      case "idle":
        return "";
      case "searching":
        return search.searching;
      case "failed":
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
    const count = passageCounts.find((each) => each === chosen);
    if (count === undefined) return;
    this.#searchFor({ query: this.#field?.value.trim() ?? "", count });
  }

  /** The address says what is searched for, so that a search can be linked to and gone back to. */
  #searchFor(query: SearchQuery): void {
    this.query = query;
    const address = addressOfQuery(query);
    if (address !== location.pathname + location.search) history.pushState(null, "", address);
    void this.#search();
  }
}

customElements.define("footnote-search", FootnoteSearch);
