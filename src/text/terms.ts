import type { Terms } from "../core/passage.js";
import { stem } from "./stem.js";
import { ALL_STOP_WORDS, stopWords } from "./stop-words.js";
import { fold, words } from "./words.js";

const GRAM = 4;

/** What is longer isn't a word but a key, an encoded file or an attack; its beginning stands for it. */
const MAX_WORD_CHARACTERS = 64;

/** The character 4-grams of a folded word; a word of up to four letters counts whole. */
export function grams(folded: string): string[] {
  const characters = Array.from(folded);
  if (characters.length <= GRAM) return [folded];
  return Array.from({ length: characters.length - GRAM + 1 }, (_, i) =>
    characters.slice(i, i + GRAM).join(""),
  );
}

/**
 * The index terms of a text: stems without stop words for exact search within a language, and character
 * 4-grams, which find parts of compounds and names across inflections.
 *
 * @param language ISO 639-1 code of the text, which picks stemmer and stop words
 */
export function analyse(text: string, language: string): Terms {
  const stop = stopWords(language);
  const result = { words: [] as string[], grams: [] as string[] };
  for (const { text: whole } of words(text)) {
    const word = whole.slice(0, MAX_WORD_CHARACTERS);
    const folded = fold(word);
    if (stop.has(folded)) continue;
    result.words.push(stem(word, language));
    result.grams.push(...grams(folded));
  }
  return result;
}

/**
 * A question's terms for passages of another language: only names, numbers and shared roots can match, so
 * there are no stems, and the stop words of every known language are left out.
 */
export function analyseAcross(question: string): Terms {
  const folded = words(question).map((word) => fold(word.text.slice(0, MAX_WORD_CHARACTERS)));
  return { words: [], grams: folded.filter((word) => !ALL_STOP_WORDS.has(word)).flatMap(grams) };
}
