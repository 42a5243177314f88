import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as german } from "@orama/stemmers/german";
import { fold } from "./words.js";

/** Snowball stemmers (https://snowballstem.org) by ISO 639-1 code. */
const STEMMERS: Readonly<Record<string, (word: string) => string>> = { de: german, en: english };

/** The folded stem of a word; a word of a language without a stemmer is only folded. */
export function stem(word: string, language: string): string {
  const lower = word.toLowerCase();
  return fold(STEMMERS[language]?.(lower) ?? lower);
}
