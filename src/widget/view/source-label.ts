import { html, nothing, type TemplateResult } from "lit";
import type { Place } from "../../core/document.js";
import type { Messages } from "../i18n/messages.js";
import { icons } from "./icons.js";

const placeKinds = ["page", "slide", "row", "time"] as const;

/** Where in a document something stands: headings and page or the like; empty if the document has neither. */
export function place(source: Place & { readonly heading: readonly string[] }, messages: Messages): string {
  const parts = [
    source.heading.join(" › "),
    ...placeKinds.map((kind) => (source[kind] === null ? "" : messages.place[kind](source[kind]))),
  ];
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
