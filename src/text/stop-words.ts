import { findLanguage, languageOrAll } from "../languages/find-language.js";

const NONE: ReadonlySet<string> = new Set();

/** The stop words of a language, folded; empty for a language without a list. */
export function stopWords(language: string): ReadonlySet<string> {
  return findLanguage(language)?.stopWords ?? NONE;
}

/** Whether a folded word is a stop word of one of these languages. */
export function isStopWord(folded: string, languages: readonly string[]): boolean {
  return languages.some((language) => stopWords(language).has(folded));
}

/** Whether a folded word of a text is a stop word there; in a language without a list, any list counts. */
export function isFunctionWord(folded: string, language: string): boolean {
  return languageOrAll(language).some(({ stopWords }) => stopWords.has(folded));
}
