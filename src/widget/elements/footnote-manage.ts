import { html, LitElement, nothing, type TemplateResult, unsafeCSS } from "lit";
import "./footnote-access-form.js";
import { DICTIONARY } from "../i18n/dictionary.js";
import { toUiLanguage, type UiLanguage } from "../i18n/language.js";
import type { Messages } from "../i18n/messages.js";
import manage from "../library/manage.css?inline";
import { type Upload, UploadQueue } from "../library/upload-queue.js";
import base from "../styles/base.css?inline";
import form from "../styles/form.css?inline";
import tokens from "../styles/tokens.css?inline";
import { loadAccount } from "../transport/account-client.js";
import { checkAdminKey, syncDocuments } from "../transport/admin-client.js";
import { asksForKey, type Failure, toFailure } from "../transport/failure.js";
import { ADMIN_KEY } from "../transport/kept-key.js";
import { sayFailure } from "../view/failure.js";
import { PAGE_ICONS } from "../view/page-icons.js";

/**
 * `<footnote-manage lang="de">`: asks for the admin key unless the reader is signed in as an administrator, then takes
 * files and has the server sync. Fires `unlocked` once it is known that the reader may, `locked` when they may no
 * longer, and `changed` when the documents may have changed.
 */
export class FootnoteManage extends LitElement {
  static override readonly styles = [tokens, base, form, manage].map((css) => unsafeCSS(css));

  static override readonly properties = {
    language: { attribute: "lang", converter: (value: string | null) => toUiLanguage(value) ?? "en" },
    state: { state: true },
    failure: { state: true },
    isOver: { state: true },
    syncing: { state: true },
  };

  declare language: UiLanguage;
  declare private state: "closed" | "locked" | "disabled" | "unlocked";
  /** Why the key couldn't be checked, or the last sync failed. */
  declare private failure: Failure | null;
  /** Whether files are held over the drop zone. */
  declare private isOver: boolean;
  declare private syncing: boolean;

  readonly #queue = new UploadQueue(this, (upload) => this.#onUploaded(upload));

  constructor() {
    super();
    this.language = "en";
    this.state = "closed";
    this.failure = null;
    this.isOver = false;
    this.syncing = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#unlock();
  }

  protected override render(): TemplateResult {
    const { documents } = this.#messages;
    switch (this.state) {
      case "closed":
        return html`<button type="button" class="button" title=${documents.manageHint} @click=${this.#open}>
            ${PAGE_ICONS.key}${documents.manage}
          </button>
          ${this.#renderFailure()}`;
      case "disabled":
        return html`<p class="hint" role="status">
          ${this.failure?.code === "not_admin" ? documents.notAdmin : documents.adminDisabled}
        </p>`;
      case "locked":
        return html`<footnote-access-form
          admin
          lang=${this.language}
          .keptKey=${ADMIN_KEY}
          ?refused=${this.failure?.kind === "keyRefused"}
          .tryAgain=${() => this.#open()}
        ></footnote-access-form>`;
      case "unlocked":
        return html`${this.#renderDropZone()} ${this.#renderFailure()} ${this.#renderUploads()}`;
    }
  }

  get #messages(): Messages {
    return DICTIONARY[this.language];
  }

  #renderDropZone(): TemplateResult {
    const { documents } = this.#messages;
    return html`<div
      class=${this.isOver ? "drop over" : "drop"}
      @dragover=${this.#onDragOver}
      @dragleave=${this.#onDragLeave}
      @drop=${this.#onDrop}
    >
      <input
        type="file"
        multiple
        class="visually-hidden"
        tabindex="-1"
        aria-hidden="true"
        @change=${this.#onChosen}
      />
      <button type="button" class="button primary" @click=${this.#choose}>
        ${PAGE_ICONS.upload}${documents.addFiles}
      </button>
      <p class="hint">${documents.dropHint}</p>
      <button type="button" class="button" aria-disabled=${this.syncing} @click=${this.#sync}>
        ${PAGE_ICONS.retry}${documents.sync}
      </button>
    </div>`;
  }

  #renderFailure(): TemplateResult | typeof nothing {
    if (this.failure === null || asksForKey(this.failure)) {
      return nothing;
    }
    return html`<p class="problem" role="alert">${PAGE_ICONS.caution}${sayFailure(this.failure, this.#messages)}</p>`;
  }

  #renderUploads(): TemplateResult | typeof nothing {
    const { uploads } = this.#queue;
    if (uploads.length === 0) {
      return nothing;
    }
    return html`<ul class="uploads" aria-label=${this.#messages.documents.uploads} aria-live="polite">
      ${uploads.map((upload) => this.#renderUpload(upload))}
    </ul>`;
  }

  #renderUpload(upload: Upload): TemplateResult {
    const { documents } = this.#messages;
    const { name, state, share, failure } = upload;
    const words = {
      waiting: () => documents.waiting,
      sending: () => documents.uploading(Math.floor(share * 100)),
      reading: () => documents.reading,
      done: () => documents.uploaded,
      failed: () => (failure === null ? "" : sayFailure(failure, this.#messages)),
    };
    const icon =
      { done: PAGE_ICONS.verified, failed: PAGE_ICONS.caution }[state as string] ?? PAGE_ICONS.document;
    return html`<li class=${state}>
      ${icon}<span class="name">${name}</span>
      <span class="outcome">${words[state]()}</span>
      ${state === "sending" ? html`<progress max="1" value=${share} aria-label=${name}></progress>` : nothing}
    </li>`;
  }

  /** Nobody need ask for what they may do. */
  async #unlock(): Promise<void> {
    if (ADMIN_KEY.get() !== null || (await loadAccount()).isAdmin) {
      await this.#check();
    }
  }

  async #open(): Promise<void> {
    await this.#check();
    await this.#focusFirst();
  }

  async #focusFirst(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("footnote-access-form, .primary")?.focus();
  }

  async #check(): Promise<void> {
    try {
      await checkAdminKey();
      this.failure = null;
      this.state = "unlocked";
      this.#tell("unlocked");
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.failure = toFailure(error, false);
    if (this.failure.code === "admin_disabled" || this.failure.code === "not_admin") {
      this.state = "disabled";
    } else if (asksForKey(this.failure)) {
      this.state = "locked";
    }
    if (this.state !== "unlocked") {
      this.#tell("locked");
    }
  }

  async #sync(): Promise<void> {
    if (this.syncing) {
      return;
    }
    this.syncing = true;
    this.failure = null;
    const synced = syncDocuments();
    // Shows that it is running.
    this.#tell("changed");
    try {
      await synced;
    } catch (error) {
      this.#fail(error);
    }
    this.syncing = false;
    this.#tell("changed");
  }

  #onUploaded({ failure }: Upload): void {
    if (asksForKey(failure)) {
      this.failure = failure;
      this.state = "locked";
      this.#tell("locked");
    }
    this.#tell("changed");
  }

  #choose(): void {
    this.renderRoot.querySelector<HTMLInputElement>("input[type=file]")?.click();
  }

  #onChosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    this.#queue.add([...(input.files ?? [])]);
    input.value = "";
  }

  #onDragOver(event: DragEvent): void {
    event.preventDefault();
    this.isOver = true;
  }

  #onDragLeave(): void {
    this.isOver = false;
  }

  /** Folders are left out: a browser hands them over as files that can't be read. */
  #onDrop(event: DragEvent): void {
    event.preventDefault();
    this.isOver = false;
    const items = [...(event.dataTransfer?.items ?? [])];
    const files = items.filter((item) => item.webkitGetAsEntry()?.isDirectory !== true);
    this.#queue.add(files.map((item) => item.getAsFile()).filter((file) => file !== null));
  }

  #tell(what: "unlocked" | "locked" | "changed"): void {
    this.dispatchEvent(new Event(what));
  }
}

customElements.define("footnote-manage", FootnoteManage);
