import { html, LitElement, nothing, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import "./footnote-access-form.js";
import "./footnote-manage.js";
import { DICTIONARY } from "../i18n/dictionary.js";
import { toUiLanguage, type UiLanguage } from "../i18n/language.js";
import type { Messages } from "../i18n/messages.js";
import styles from "../library/documents.css?inline";
import { Overview } from "../library/overview.js";
import {
  type DocumentRow,
  filterRows,
  isNotWhole,
  rowsOf,
  SORT_COLUMNS,
  type Sorting,
  sortRows,
} from "../library/rows.js";
import { renderSkipped, renderSyncStatus } from "../library/sync-status.js";
import table from "../library/table.css?inline";
import { renderTable } from "../library/table.js";
import { createWording, type Wording } from "../library/wording.js";
import base from "../styles/base.css?inline";
import form from "../styles/form.css?inline";
import pageContent from "../styles/page-content.css?inline";
import tokens from "../styles/tokens.css?inline";
import { removeDocument } from "../transport/admin-client.js";
import type { DocumentsOverview, ListedDocument } from "../transport/documents-client.js";
import { asksForKey, type Failure, toFailure } from "../transport/failure.js";
import { explainFailure, sayFailure } from "../view/failure.js";
import { PAGE_ICONS } from "../view/page-icons.js";

/** The number of rows shown at a time, so that typing in the filter stays smooth with thousands of files. */
const ROWS_AT_A_TIME = 100;

/** `<footnote-documents lang="de">`: the list of documents, and for those with the admin key, its management. */
export class FootnoteDocuments extends LitElement {
  static override readonly styles = [tokens, base, form, pageContent, styles, table].map((css) =>
    unsafeCSS(css),
  );

  static override readonly properties = {
    language: { attribute: "lang", converter: (value: string | null) => toUiLanguage(value) ?? "en" },
    filter: { state: true },
    onlyNotWhole: { state: true },
    sorting: { state: true },
    limit: { state: true },
    managing: { state: true },
    removing: { state: true },
    removeFailure: { state: true },
    announcement: { state: true },
  };

  declare language: UiLanguage;
  declare private filter: string;
  declare private onlyNotWhole: boolean;
  declare private sorting: Sorting;
  declare private limit: number;
  /** Whether the admin key is known to be right. */
  declare private managing: boolean;
  /** The document that is to be removed, once that is confirmed. */
  declare private removing: ListedDocument | null;
  declare private removeFailure: Failure | null;
  declare private announcement: string;

  readonly #overview = new Overview(this);
  #wording: Wording = createWording(DICTIONARY.en);

  constructor() {
    super();
    this.language = "en";
    this.filter = "";
    this.onlyNotWhole = false;
    this.sorting = { column: "title", descending: false };
    this.limit = ROWS_AT_A_TIME;
    this.managing = false;
    this.removing = null;
    this.removeFailure = null;
    this.announcement = "";
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("language")) {
      this.#wording = createWording(this.#messages);
    }
  }

  protected override updated(changed: PropertyValues): void {
    const dialog = this.renderRoot.querySelector("dialog");
    if (changed.has("removing") && this.removing !== null && dialog?.open === false) {
      dialog.showModal();
    }
  }

  protected override render(): TemplateResult {
    const { documents } = this.#messages;
    return html`<div class="page">
      <div class="top">
        <div>
          <h1>${documents.heading}</h1>
          <p class="lead">${documents.lead}</p>
        </div>
        <footnote-manage
          lang=${this.language}
          @unlocked=${this.#onUnlocked}
          @locked=${this.#onLocked}
          @changed=${() => void this.#overview.refresh()}
        ></footnote-manage>
      </div>
      ${this.#renderContent()}
      <div class="visually-hidden" role="status">${this.announcement}</div>
    </div>`;
  }

  get #messages(): Messages {
    return DICTIONARY[this.language];
  }

  #renderContent(): TemplateResult {
    const { current, failure } = this.#overview;
    if (asksForKey(failure)) {
      return this.#renderKeyForm(failure);
    }
    if (current !== null) {
      return this.#renderOverview(current, failure);
    }
    if (failure !== null) {
      return html`<p class="problem" role="alert">${PAGE_ICONS.caution}${explainFailure(failure, this.#messages)}</p>`;
    }
    return html`<p role="status">${this.#messages.documents.loading}</p>`;
  }

  #renderKeyForm(failure: Failure | null): TemplateResult {
    return html`<footnote-access-form
      lang=${this.language}
      ?refused=${failure?.kind === "keyRefused"}
      .tryAgain=${() => this.#overview.refresh()}
    ></footnote-access-form>`;
  }

  #renderOverview(overview: DocumentsOverview, failure: Failure | null): TemplateResult {
    const all = rowsOf(overview);
    return html`
      ${
        failure === null
          ? nothing
          : html`<p class="problem" role="alert">${PAGE_ICONS.caution}${explainFailure(failure, this.#messages)}</p>`
      }
      ${renderSyncStatus(overview.sync, this.#messages, this.#wording)}
      ${all.length === 0 ? this.#renderEmpty() : this.#renderList(all, overview)}
      ${renderSkipped(overview.sync.skipped, this.#messages)} ${this.#renderDialog()}
    `;
  }

  #renderEmpty(): TemplateResult {
    const { documents } = this.#messages;
    return html`<div class="empty">
      <h2>${PAGE_ICONS.empty}${documents.empty}</h2>
      <p>${documents.emptyHint}</p>
    </div>`;
  }

  #renderList(all: readonly DocumentRow[], overview: DocumentsOverview): TemplateResult {
    const { locale } = this.#messages;
    const notWhole = all.filter(isNotWhole).length;
    const rows = sortRows(
      filterRows(all, this.filter, this.onlyNotWhole && notWhole > 0),
      this.sorting,
      locale,
      this.#wording.language,
    );
    const { documents } = this.#messages;
    return html`${this.#renderTools({ shown: rows.length, all: all.length, notWhole }, overview)}
    ${
      rows.length === 0
        ? html`<p class="no-match">${documents.noMatch}</p>`
        : renderTable(rows.slice(0, this.limit), {
            messages: this.#messages,
            wording: this.#wording,
            sorting: this.sorting,
            sortBy: (column) => this.#sortBy(column),
            remove: this.managing ? (document) => this.#askToRemove(document) : null,
          })
    }
    ${this.#renderMore(rows.length - this.limit)}`;
  }

  #renderTools(
    { shown, all, notWhole }: { readonly shown: number; readonly all: number; readonly notWhole: number },
    overview: DocumentsOverview,
  ): TemplateResult {
    const { documents, locale } = this.#messages;
    const passages = overview.documents.reduce((sum, document) => sum + document.passages, 0);
    return html`<div class="tools">
      <p class="counts">
        ${documents.counts(overview.documents.length, passages)}${shown === all ? nothing : html` · <span>${documents.shown(shown, all)}</span>`}
      </p>
      ${
        notWhole === 0
          ? nothing
          : html`<button
              type="button"
              class="chip"
              aria-pressed=${this.onlyNotWhole}
              @click=${() => this.#showFrom(() => (this.onlyNotWhole = !this.onlyNotWhole))}
            >
              ${PAGE_ICONS.caution}${documents.onlyNotWhole(notWhole)}
            </button>`
      }
      <label class="sort">
        <span>${documents.sortBy}</span>
        <select @change=${this.#onSortChosen}>
          ${SORT_COLUMNS.map(
            (column) =>
              html`<option value=${column} ?selected=${column === this.sorting.column}>${documents.columns[column]}</option>`,
          )}
        </select>
        <button
          type="button"
          class="icon-button"
          aria-label=${this.sorting.descending ? documents.ascending : documents.descending}
          @click=${() => this.#sortBy(this.sorting.column)}
        >
          ${this.sorting.descending ? PAGE_ICONS.down : PAGE_ICONS.up}
        </button>
      </label>
      <label class="filter">
        <span class="visually-hidden">${documents.filter}</span>
        <input
          type="search"
          placeholder=${documents.filter}
          lang=${locale}
          .value=${this.filter}
          @input=${this.#onFilter}
        />
      </label>
    </div>`;
  }

  #renderMore(rest: number): TemplateResult | typeof nothing {
    if (rest <= 0) {
      return nothing;
    }
    const next = Math.min(rest, ROWS_AT_A_TIME);
    return html`<button type="button" class="button more" @click=${() => (this.limit += ROWS_AT_A_TIME)}>
      ${this.#messages.documents.more(next)}
    </button>`;
  }

  #renderDialog(): TemplateResult {
    const { documents } = this.#messages;
    const title = this.removing?.title ?? "";
    return html`<dialog aria-labelledby="remove" @close=${this.#onDialogClosed}>
      <h2 id="remove">${documents.removeQuestion(title)}</h2>
      <p>${documents.removeHint(this.removing?.path ?? "")}</p>
      ${
        this.removeFailure === null
          ? nothing
          : html`<p class="problem" role="alert">${PAGE_ICONS.caution}${sayFailure(this.removeFailure, this.#messages)}</p>`
      }
      <form method="dialog">
        <button class="button" value="">${documents.cancel}</button>
        <button type="button" class="button danger" @click=${() => void this.#remove()}>
          ${PAGE_ICONS.remove}${documents.remove}
        </button>
      </form>
    </dialog>`;
  }

  #sortBy(column: Sorting["column"]): void {
    const descending = this.sorting.column === column && !this.sorting.descending;
    this.#showFrom(() => {
      this.sorting = { column, descending };
    });
    const { documents } = this.#messages;
    this.announcement = documents.sortedBy(documents.columns[column], descending);
  }

  #onSortChosen(event: Event): void {
    const chosen = SORT_COLUMNS.find((column) => column === (event.target as HTMLSelectElement).value);
    if (chosen !== undefined && chosen !== this.sorting.column) {
      this.#sortBy(chosen);
    }
  }

  #onFilter(event: Event): void {
    const { value } = event.target as HTMLInputElement;
    this.#showFrom(() => {
      this.filter = value;
    });
  }

  /** Shows the first rows again after the order or the filter has changed. */
  #showFrom(change: () => void): void {
    change();
    this.limit = ROWS_AT_A_TIME;
  }

  #onUnlocked(): void {
    this.managing = true;
  }

  #onLocked(): void {
    this.managing = false;
  }

  #askToRemove(document: ListedDocument): void {
    this.removeFailure = null;
    this.removing = document;
  }

  #onDialogClosed(): void {
    this.removing = null;
  }

  async #remove(): Promise<void> {
    const document = this.removing;
    if (document === null) {
      return;
    }
    try {
      await removeDocument(document.id);
      this.announcement = this.#messages.documents.removed(document.title);
      this.renderRoot.querySelector("dialog")?.close();
    } catch (error) {
      this.removeFailure = toFailure(error, false);
    }
    await this.#overview.refresh();
  }
}

customElements.define("footnote-documents", FootnoteDocuments);
