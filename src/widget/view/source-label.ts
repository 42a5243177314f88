import { html, nothing, type TemplateResult } from "lit";
import type { Messages } from "../i18n/messages.js";
import { icons } from "./icons.js";

/** Where in a document something stands: headings and page; empty if the document has neither. */
export function place(
  source: { readonly heading: readonly string[]; readonly page: number | null },
  messages: Messages,
): string {
  const parts = [source.heading.join(" › "), source.page === null ? "" : messages.answer.page(source.page)];
  return parts.filter((part) => part !== "").join(", ");
}

/** Whether a quote was verified, as icon and words. */
export function verification(verified: boolean, text: string): TemplateResult {
  return html`<span class=${verified ? "verdict" : "verdict caution"}
    >${verified ? icons.verified : icons.caution}<span>${text}</span></span
  >`;
}

/** A `lang` attribute's value; nothing where the language isn't known. */
export function langOf(language: string): string | typeof nothing {
  return language === "" || language === "und" ? nothing : language;
}
