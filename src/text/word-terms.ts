import type { WordTerms } from "../core/passage.js";
import { grams, unspacedGrams } from "./grams.js";
import { stem } from "./stem.js";
import { stopWords } from "./stop-words.js";
import { WordMemory } from "./word-memory.js";
import { fold, isUnspaced, words } from "./words.js";

/** What is longer isn't a word but a key, an encoded file or an attack; its beginning stands for it. */
const MAX_WORD_CHARACTERS = 64;

/** About 50 MB. */
const REMEMBERED = 100_000;

const NONE: WordTerms = { stems: [], grams: [] };

const MEMORY = new WordMemory<WordTerms>(REMEMBERED);

/** What `makeWordTerms` gives, remembered. */
export function wordTerms(run: string, language: string): WordTerms {
  const found = MEMORY.get(run, language);
  if (found !== undefined) {
    return found;
  }
  const own = run.length > MAX_WORD_CHARACTERS ? run : copy(run);
  const made = makeWordTerms(own, language);
  if (own.length <= MAX_WORD_CHARACTERS) {
    MEMORY.set(own, language, made);
  }
  return made;
}

/** The stem and the grams of a run; none for a stop word, several stems in scripts without spaces. */
export function makeWordTerms(run: string, language: string): WordTerms {
  if (isUnspaced(run)) {
    return { stems: words(run).map(({ text }) => stem(text, language)), grams: unspacedGrams(fold(run)) };
  }
  const word = run.slice(0, MAX_WORD_CHARACTERS);
  const folded = fold(word);
  if (stopWords(language).has(folded)) {
    return NONE;
  }
  return { stems: [stem(word, language)], grams: grams(folded) };
}

/** A piece of a string keeps the whole in memory in V8; a word that is remembered must not. */
function copy(word: string): string {
  return Array.from(word).join("");
}
