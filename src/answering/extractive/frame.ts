import { UNDETERMINED } from "../../core/language.js";
import { findLanguage } from "../../languages/find-language.js";

/**
 * What introduces a quote in another language than the question's; undefined where it is the same, or one of them
 * isn't known, or there are no words for it.
 */
export function frame(questionLanguage: string, quoteLanguage: string): string | undefined {
  if (questionLanguage === quoteLanguage || quoteLanguage === UNDETERMINED) {
    return undefined;
  }
  const name = new Intl.DisplayNames([questionLanguage], { type: "language" }).of(quoteLanguage);
  return name === undefined ? undefined : findLanguage(questionLanguage)?.texts.documentSays(name);
}
