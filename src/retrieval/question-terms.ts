import { sameLanguage } from "../core/language.js";
import type { Terms } from "../core/passage.js";
import { analyseAcross, analyseWithin } from "../text/terms.js";
import type { Question } from "./question.js";

/**
 * A question's terms for the passages of each language in the index. A question whose language isn't known
 * is often a name or a few key words: it is analysed as if it were in the passage's language.
 *
 * @param passageLanguages the languages in the index
 */
export function questionTerms(
  { text, language: questionLanguage }: Pick<Question, "text" | "language">,
  passageLanguages: readonly string[],
): Map<string, Terms> {
  return new Map(
    passageLanguages.map((language) => [
      language,
      sameLanguage(questionLanguage, language)
        ? analyseWithin(text, language)
        : analyseAcross(text, [questionLanguage, language]),
    ]),
  );
}
