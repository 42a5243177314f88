/**
 * The ISO 639-1 code in what a file says of its language, such as `de` for `de-AT`, `de_AT` and `deu`; null if it
 * says nothing that is one.
 */
export function languageCode(tag: string | null | undefined): string | null {
  const trimmed = tag?.trim() ?? "";
  if (trimmed === "") {
    return null;
  }
  try {
    const { language } = new Intl.Locale(trimmed.replaceAll("_", "-"));
    return language.length === 2 ? language : null;
  } catch {
    return null;
  }
}
