import { LANGUAGE_CODES, LANGUAGES } from "../languages/find-language.js";
import { stopWords } from "../text/content-words.js";
import { detectLanguage } from "../text/language.js";
import { fold, words } from "../text/words.js";

/** Languages in which questions are expected whatever the documents are in. */
const EVERYWHERE = LANGUAGES.filter(({ isExpectedEverywhere }) => isExpectedEverywhere).map(
  ({ code }) => code,
);

/**
 * The language of a question. A question is short, so the choice is narrow: the languages of the index, those
 * that are expected everywhere, and another known language only if a function word of it gives it away.
 *
 * @param indexed ISO 639-1 codes of the passages' languages
 * @returns an ISO 639-1 code, or `und`
 */
export function questionLanguage(question: string, indexed: readonly string[]): string {
  const likely = [...new Set([...EVERYWHERE, ...indexed])];
  const language = detectLanguage(question, [...new Set([...likely, ...LANGUAGE_CODES])]);
  if (likely.includes(language)) {
    return language;
  }
  const stop = stopWords(language);
  return words(question).some((word) => stop.has(fold(word.text)))
    ? language
    : detectLanguage(question, likely);
}
