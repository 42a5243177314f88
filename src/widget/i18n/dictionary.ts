import { de } from "./de.js";
import { en } from "./en.js";
import type { Messages, UiLanguage } from "./messages.js";

/** The user interface's texts by language. */
export const dictionary: Readonly<Record<UiLanguage, Messages>> = { de, en };

/** The first of the browser's preferred languages that there are texts for; English if there is none. */
export function preferredLanguage(preferred: readonly string[]): UiLanguage {
  for (const tag of preferred) {
    const language = toUiLanguage(tag.slice(0, 2).toLowerCase());
    if (language !== null) return language;
  }
  return "en";
}

/** Null for a language without texts. */
export function toUiLanguage(code: string | null): UiLanguage | null {
  return code === "de" || code === "en" ? code : null;
}
