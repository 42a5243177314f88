import { findLanguage, LANGUAGES, languageOrAll } from "../languages/find-language.js";
import { fold, hyphenatedWords, type Word, words } from "./words.js";

const NONE: ReadonlySet<string> = new Set();

/** Generic words of all languages, since the language of a short question is often guessed wrong. */
const GENERIC_WORDS: ReadonlySet<string> = new Set(
  LANGUAGES.flatMap(({ genericWords }) => [...genericWords]),
);

/** Helper words of all languages, for the same reason. */
const HELPER_WORDS: ReadonlySet<string> = new Set(
  LANGUAGES.flatMap(({ helperWords = NONE }) => [...helperWords]),
);

/** Whether a folded word of a question only helps it along, and needn't be met. */
export function isHelperWord(folded: string): boolean {
  return HELPER_WORDS.has(folded);
}

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

/** A word of a question that an answer should hold in some form. */
export interface ContentWord extends Word {
  /** Capitalised inside the sentence: a noun in German, a name in most languages. */
  readonly isNamed: boolean;
  /** The word with hyphens that it is a part of, as one word: `EMailAdresse` for `Mail` in `E-Mail-Adresse`. */
  readonly whole?: string;
}

/**
 * The words of a question that carry its content, each once, in order.
 * @param language ISO 639-1 code of the question's language, or `und`
 */
export function contentWords(question: string, language: string): ContentWord[] {
  const seen = new Set<string>();
  const hyphenated = hyphenatedWords(question);
  return words(question).flatMap((word, i) => {
    const folded = fold(word.text);
    if (isFunctionWord(folded, language) || GENERIC_WORDS.has(folded) || seen.has(folded)) {
      return [];
    }
    seen.add(folded);
    const whole = hyphenated.find(({ start, end }) => start <= word.start && word.end <= end)?.parts.join("");
    return [{ ...word, isNamed: i > 0 && /^\p{Lu}/u.test(word.text), ...(whole !== undefined && { whole }) }];
  });
}
