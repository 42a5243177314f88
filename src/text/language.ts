import { eld } from "eld/small";
import { UNDETERMINED } from "../core/language.js";

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
  const sample = text.slice(0, MAX_CHARACTERS);
  if (!ENOUGH_LETTERS.test(sample)) {
    return UNDETERMINED;
  }
  const detected = eld.detect(sample);
  if (among === undefined) {
    return detected.language === "" ? UNDETERMINED : detected.language;
  }
  const scores = detected.getScores();
  let best = UNDETERMINED;
  let bestScore = 0;
  for (const language of among) {
    const score = scores[language] ?? 0;
    if (score > bestScore) {
      best = language;
      bestScore = score;
    }
  }
  return best;
}
