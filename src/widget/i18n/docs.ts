import type { UiLanguage } from "./language.js";

/** The texts around the description of the HTTP interface, which itself is in English. */
export interface DocsMessages {
  /** The language of these texts, which stand among English ones. */
  readonly language: UiLanguage;
  readonly pageTitle: string;
  readonly heading: string;
  readonly version: (version: string) => string;
  readonly loading: string;
  readonly contents: string;
  readonly parameters: string;
  readonly body: string;
  readonly answers: string;
  readonly schemas: string;
  readonly example: string;
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly optional: string;
  readonly event: string;
  /** Names the ways to prove who one is. */
  readonly needs: (ways: string) => string;
  readonly takes: (ways: string) => string;
}

/** By language. */
export const DOCS_MESSAGES: Readonly<Record<UiLanguage, DocsMessages>> = {
  de: {
    language: "de",
    pageTitle: "Footnote: HTTP-Schnittstelle",
    heading: "Die HTTP-Schnittstelle",
    version: (version) => `Version ${version}, auf Englisch beschrieben als OpenAPI 3.1:`,
    loading: "Lädt die Beschreibung …",
    contents: "Inhalt",
    parameters: "Parameter",
    body: "Was gesendet wird",
    answers: "Was geantwortet wird",
    schemas: "Schemata",
    example: "Beispiel",
    copy: "Kopieren",
    copied: "Kopiert",
    notCopied: "Das ließ sich nicht kopieren.",
    optional: "optional",
    event: "Ereignis",
    needs: (ways) => `Verlangt ${ways}`,
    takes: (ways) => `Nimmt ${ways}`,
  },
  en: {
    language: "en",
    pageTitle: "Footnote: HTTP interface",
    heading: "The HTTP interface",
    version: (version) => `Version ${version}, described as OpenAPI 3.1:`,
    loading: "Loading the description …",
    contents: "Contents",
    parameters: "Parameters",
    body: "What is sent",
    answers: "What is answered",
    schemas: "Schemas",
    example: "Example",
    copy: "Copy",
    copied: "Copied",
    notCopied: "That couldn't be copied.",
    optional: "optional",
    event: "event",
    needs: (ways) => `Needs ${ways}`,
    takes: (ways) => `Takes ${ways}`,
  },
};
