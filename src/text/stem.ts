import { stemmer as dutch } from "@orama/stemmers/dutch";
import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as french } from "@orama/stemmers/french";
import { stemmer as german } from "@orama/stemmers/german";
import { stemmer as italian } from "@orama/stemmers/italian";
import { stemmer as spanish } from "@orama/stemmers/spanish";
import { fold } from "./words.js";

/** Snowball stemmers (https://snowballstem.org) by ISO 639-1 code. */
const STEMMERS: Readonly<Record<string, (word: string) => string>> = {
  de: german,
  en: english,
  es: spanish,
  fr: french,
  it: italian,
  nl: dutch,
};

/** The folded stem of a word; a word of a language without a stemmer is only folded. */
export function stem(word: string, language: string): string {
  const lower = word.toLowerCase();
  return fold(STEMMERS[language]?.(lower) ?? lower);
}
