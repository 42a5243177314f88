/** Languages that the user interface has texts in. */
export type UiLanguage = "de" | "en";

/** The first of the preferred languages that there are texts for; English if there is none. */
export function preferredLanguage(preferred: readonly string[]): UiLanguage {
  for (const tag of preferred) {
    const language = toUiLanguage(tag.slice(0, 2).toLowerCase());
    if (language !== null) {
      return language;
    }
  }
  return "en";
}

/** Null for a language without texts. */
export function toUiLanguage(code: string | null): UiLanguage | null {
  return code === "de" || code === "en" ? code : null;
}
