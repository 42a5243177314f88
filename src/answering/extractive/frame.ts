import { UNDETERMINED } from "../../core/language.js";

/** Says which language a quote is in, in the question's, by ISO 639-1 code of the latter. */
const FRAMES: Readonly<Record<string, (language: string) => string>> = {
  de: (language) => `Im Dokument steht auf ${language}:`,
  en: (language) => `The document says in ${language}:`,
  es: (language) => `El documento dice en ${language}:`,
  fr: (language) => `Le document dit en ${language} :`,
  it: (language) => `Il documento dice in ${language}:`,
  nl: (language) => `Het document zegt in het ${language}:`,
};

/**
 * What introduces a quote in another language than the question's; undefined where it is the same, or one of them
 * isn't known, or there are no words for it.
 */
export function frame(questionLanguage: string, quoteLanguage: string): string | undefined {
  if (questionLanguage === quoteLanguage || quoteLanguage === UNDETERMINED) {
    return undefined;
  }
  const name = new Intl.DisplayNames([questionLanguage], { type: "language" }).of(quoteLanguage);
  return name === undefined ? undefined : FRAMES[questionLanguage]?.(name);
}
