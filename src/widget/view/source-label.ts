import { html, nothing, type TemplateResult } from "lit";
import { ICONS } from "./icons.js";

/** Whether a quote was verified, as icon and words. */
export function verification(verified: boolean, text: string): TemplateResult {
  return html`<span class=${verified ? "verdict" : "verdict caution"}
    >${verified ? ICONS.verified : ICONS.caution}<span>${text}</span></span
  >`;
}

/** A `lang` attribute's value; nothing where the language isn't known. */
export function langOf(language: string): string | typeof nothing {
  return language === "" || language === "und" ? nothing : language;
}
