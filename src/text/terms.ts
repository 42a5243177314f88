import { UNDETERMINED } from "../core/language.js";
import type { Terms } from "../core/passage.js";
import { isStopWord } from "./stop-words.js";
import { wordTerms } from "./word-terms.js";
import { fold, runs } from "./words.js";

/**
 * The index terms of a text: stems without stop words for exact search within a language, and character
 * grams, which find parts of compounds and names across inflections.
 *
 * @param language ISO 639-1 code of the text, which picks stemmer and stop words
 */
export function analyse(text: string, language: string): Terms {
  const result = { words: [] as string[], grams: [] as string[] };
  for (const run of runs(text)) {
    const { stems, grams } = wordTerms(run, language);
    for (const stem of stems) result.words.push(stem);
    for (const gram of grams) result.grams.push(gram);
  }
  return result;
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
  return { words: [], grams: kept.flatMap((run) => wordTerms(run, UNDETERMINED).grams) };
}
