import { DE } from "./de.js";
import { EN } from "./en.js";
import { ES } from "./es.js";
import { FR } from "./fr.js";
import { IT } from "./it.js";
import type { Alternatives, Language } from "./language.js";
import { NL } from "./nl.js";
import { anyOf } from "./word-lists.js";

/** Every language that Footnote has words and rules of. */
export const LANGUAGES: readonly Language[] = [DE, EN, ES, FR, IT, NL];

/** Their ISO 639-1 codes. */
export const LANGUAGE_CODES: readonly string[] = LANGUAGES.map(({ code }) => code);

const BY_CODE: ReadonlyMap<string, Language> = new Map(
  LANGUAGES.map((language) => [language.code, language]),
);

/** What is known of a language; undefined if nothing is. @param code ISO 639-1, or `und` */
export function findLanguage(code: string): Language | undefined {
  return BY_CODE.get(code);
}

/** The language if it is known, else all of them: for a text that may be in any. @param code ISO 639-1, or `und` */
export function languageOrAll(code: string): readonly Language[] {
  const found = findLanguage(code);
  return found === undefined ? LANGUAGES : [found];
}

/**
 * Finds a word of any language in a folded text: for questions, which are often too short to tell their language.
 *
 * @param pick what is looked for; undefined where a language has nothing
 */
export function patternOfAll(pick: (language: Language) => Alternatives | undefined): RegExp {
  return anyOf(alternativesOfAll(pick));
}

/**
 * Finds a word of one language in a folded text, or of any where the language isn't known.
 *
 * @param pick what is looked for
 * @returns the pattern for a language; takes an ISO 639-1 code, or `und`
 */
export function patternByLanguage(pick: (language: Language) => Alternatives): (code: string) => RegExp {
  const patterns = new Map(LANGUAGES.map((language) => [language.code, anyOf(pick(language))]));
  const all = patternOfAll(pick);
  return (code) => patterns.get(code) ?? all;
}

/** What `patternOfAll` looks for, as a part of a larger pattern. */
export function alternativesOfAll(pick: (language: Language) => Alternatives | undefined): Alternatives {
  return LANGUAGES.flatMap((language) => pick(language) ?? []).join("|");
}
