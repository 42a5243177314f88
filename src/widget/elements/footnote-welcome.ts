import { LitElement, type TemplateResult, unsafeCSS } from "lit";
import { DICTIONARY } from "../i18n/dictionary.js";
import { toUiLanguage, type UiLanguage } from "../i18n/language.js";
import base from "../styles/base.css?inline";
import tokens from "../styles/tokens.css?inline";
import { type ListedDocument, listDocuments } from "../transport/documents-client.js";
import { type Failure, toFailure } from "../transport/failure.js";
import examples from "../view/examples.css?inline";
import footnoteNumber from "../view/footnote-number.css?inline";
import welcome from "../welcome/welcome.css?inline";
import { renderWelcome } from "../welcome/welcome.js";

/** `<footnote-welcome lang="de">`: what the chat page says before the first question. */
export class FootnoteWelcome extends LitElement {
  static override readonly styles = [tokens, base, footnoteNumber, examples, welcome].map((css) =>
    unsafeCSS(css),
  );

  static override readonly properties = {
    language: { attribute: "lang", converter: (value: string | null) => toUiLanguage(value) ?? "en" },
    ask: { attribute: false },
    documents: { state: true },
  };

  declare language: UiLanguage;
  /** Asks a question that the reader chooses. */
  declare ask: (question: string) => void;
  declare private documents: readonly ListedDocument[] | null;

  constructor() {
    super();
    this.language = "en";
    this.ask = () => undefined;
    this.documents = null;
  }

  /**
   * Loads the list of documents. Without it only the examples and the list are missing.
   * @returns why the server doesn't list them; null if it does
   */
  async load(): Promise<Failure | null> {
    try {
      this.documents = (await listDocuments()).documents;
      return null;
    } catch (error) {
      return toFailure(error, false);
    }
  }

  protected override render(): TemplateResult {
    const { documents, ask } = this;
    return renderWelcome({ messages: DICTIONARY[this.language], documents, ask });
  }
}

customElements.define("footnote-welcome", FootnoteWelcome);

declare global {
  interface HTMLElementTagNameMap {
    "footnote-welcome": FootnoteWelcome;
  }
}
