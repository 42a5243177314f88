import { findLanguage } from "../languages/find-language.js";
import { fold } from "./words.js";

/** The folded stem of a word; a word of a language without a stemmer is only folded. */
export function stem(word: string, language: string): string {
  const lower = word.toLowerCase();
  return fold(findLanguage(language)?.stem(lower) ?? lower);
}
