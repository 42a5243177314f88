import { UNDETERMINED } from "../core/language.js";
import { LANGUAGE_CODES } from "../languages/find-language.js";
import { type LanguageScore, scoreLanguages } from "./language-scores.js";

/** At least four letters: with fewer, detection gives noise. */
const ENOUGH_LETTERS = /(?:\p{L}\P{L}*){4}/u;

/** How much of a text is looked at, in UTF-16 code units: the beginning tells the language. */
const MAX_CHARACTERS = 500;

/**
 * The most likely language of a text.
 *
 * @param text any text; only its first 500 UTF-16 code units are looked at
 * @param among ISO 639-1 codes to choose from; for a short question the choice has to be narrow to be right
 * @returns an ISO 639-1 code, or `und`
 */
export function detectLanguage(text: string, among?: readonly string[]): string {
  const sample = text.slice(0, MAX_CHARACTERS).normalize("NFC");
  const first = among === undefined ? likeliest(sample) : undefined;
  return first ?? guesses(sample, among)[0]?.language ?? UNDETERMINED;
}

/** The likeliest language, which is known faster than all; undefined if the text isn't written in its script. */
function likeliest(sample: string): string | undefined {
  const [first, ...others] = scoreLanguages(sample);
  if (first === undefined || !ENOUGH_LETTERS.test(sample)) {
    return undefined;
  }
  const { language } = others.reduce((best, other) => (other.score > best.score ? other : best), first);
  return isWrittenIn(sample, scriptOf(language)) ? language : undefined;
}

/** How many times as likely as the second a language has to be where nothing says which one to expect. */
const CLEAR = 1.05;

/** The same for a few words, of which every fifth guess is wrong. */
const CLEAR_IF_SHORT = 1.5;
const SHORT = 30;

/**
 * The language of a text that is expected to be in one: another one only if that is clearly more likely.
 *
 * @param text as for `detectLanguage`
 * @param expected ISO 639-1 code; `und` where nothing is known, and then of languages that are about as likely as each
 *   other one that Footnote has words for counts, and otherwise none
 * @param lead how many times as likely as the expected language another one has to be
 * @param among ISO 639-1 codes to choose from
 */
export function clearLanguage(
  text: string,
  expected: string,
  lead: number,
  among?: readonly string[],
): string {
  const sample = text.slice(0, MAX_CHARACTERS).normalize("NFC");
  if (expected !== UNDETERMINED && likeliest(sample) === expected) {
    return expected;
  }
  const all = guesses(sample, among);
  const [best, second] = all;
  if (best === undefined) {
    return expected;
  }
  if (expected !== UNDETERMINED) {
    const own = all.find(({ language }) => language === expected)?.score ?? 0;
    return best.score >= Math.max(LEAST_SCORE, lead * own) ? best.language : expected;
  }
  const clear = sample.length < SHORT ? CLEAR_IF_SHORT : CLEAR;
  if (second === undefined || best.score >= clear * second.score) {
    return best.language;
  }
  const near = all.filter(
    ({ language, score }) => LANGUAGE_CODES.includes(language) && score * clear > best.score,
  );
  return near.length === 1 ? (near[0]?.language ?? UNDETERMINED) : UNDETERMINED;
}

/** Text in a language has about 90, nearly all of it more than this; names, code and mixtures have less. */
const LEAST_SCORE = 40;

/** The languages that Footnote has words of: a few words in any other one can't be told from names. */
export const COMPARABLE_LANGUAGES: readonly string[] = LANGUAGE_CODES;

/** The languages whose script a text is written in, the likeliest first. */
function guesses(sample: string, among?: readonly string[]): LanguageScore[] {
  if (!ENOUGH_LETTERS.test(sample)) {
    return [];
  }
  const scripts = new Map<string, boolean>();
  const isWritten = (language: string) => {
    const script = scriptOf(language);
    const known = scripts.get(script) ?? isWrittenIn(sample, script);
    scripts.set(script, known);
    return known;
  };
  return scoreLanguages(sample)
    .filter(({ language }) => among?.includes(language) !== false && isWritten(language))
    .sort((a, b) => b.score - a.score);
}

const SCRIPTS = new Map<string, string>();

/** The ISO 15924 code of the script that a language is mostly written in. */
function scriptOf(language: string): string {
  const known = SCRIPTS.get(language);
  if (known !== undefined) {
    return known;
  }
  const script = new Intl.Locale(language).maximize().script ?? "Latn";
  SCRIPTS.set(language, script);
  return script;
}

/** The letters of scripts; at first those that Unicode doesn't have under the code. */
const LETTERS = new Map([
  ["Jpan", /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["Kore", /[\p{Script=Hangul}\p{Script=Han}]/gu],
  ["Hans", /\p{Script=Han}/gu],
]);

function lettersOf(script: string): RegExp {
  const letters = LETTERS.get(script) ?? new RegExp(`\\p{Script=${script}}`, "gu");
  LETTERS.set(script, letters);
  return letters;
}

/** A character of these is a syllable or a word. */
const DENSE: ReadonlySet<string> = new Set(["Jpan", "Kore", "Hans"]);
const LETTERS_OF_DENSE = 3;

/** Names of languages, and words of another one, make less than so much of a text. */
const LEAST_SHARE = 0.3;

/** Whether a script makes a good part of a text's letters. */
function isWrittenIn(sample: string, script: string): boolean {
  const own = (sample.match(lettersOf(script)) ?? []).length;
  const others = (sample.match(/\p{L}/gu) ?? []).length - own;
  const weighed = DENSE.has(script) ? own * LETTERS_OF_DENSE : own;
  return weighed > 0 && weighed >= LEAST_SHARE * (weighed + others);
}
