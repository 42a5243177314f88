import { UNDETERMINED } from "../core/language.js";
import type { Terms, WordTerms } from "../core/passage.js";
import { isStopWord } from "./stop-words.js";
import { wordTerms } from "./word-terms.js";
import { fold, runs } from "./words.js";

/**
 * Goes up whenever `analyse` gives other terms for the same text: words, folding, stemmers, stop words, compounds
 * or n-grams. Then every document is analysed again.
 */
export const TERMS_VERSION = 1;

/**
 * The index terms of a text, word by word: stems for exact search within a language, and character grams, which
 * find parts of compounds and names across inflections. Stop words are left out.
 *
 * @param language ISO 639-1 code of the text, which picks stemmer and stop words
 */
export function analyse(text: string, language: string): WordTerms[] {
  return runs(text)
    .map((run) => wordTerms(run, language))
    .filter(({ grams }) => grams.length > 0);
}

/** A question's terms for passages of its own language. @param language ISO 639-1 code */
export function analyseWithin(question: string, language: string): Terms {
  const words = analyse(question, language);
  return {
    words: distinct(words.flatMap(({ stems }) => stems)),
    grams: distinct(words.flatMap(({ grams }) => grams)),
  };
}

/**
 * A question's terms for passages of another language: only names, numbers and shared roots can match, so
 * there are no stems, and the stop words of both languages are left out: `die` is a verb in an English question,
 * but every German passage holds it.
 *
 * @param languages ISO 639-1 codes of question and passage
 */
export function analyseAcross(question: string, languages: readonly string[]): Terms {
  const kept = runs(question).filter((run) => !isStopWord(fold(run), languages));
  return { words: [], grams: distinct(kept.flatMap((run) => wordTerms(run, UNDETERMINED).grams)) };
}

function distinct(terms: readonly string[]): string[] {
  return [...new Set(terms)];
}
