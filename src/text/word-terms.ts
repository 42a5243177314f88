import { grams, unspacedGrams } from "./grams.js";
import { stem } from "./stem.js";
import { stopWords } from "./stop-words.js";
import { fold, isUnspaced, words } from "./words.js";

/** The index terms of one run of letters. */
export interface WordTerms {
  readonly stems: readonly string[];
  readonly grams: readonly string[];
}

/** What is longer isn't a word but a key, an encoded file or an attack; its beginning stands for it. */
const MAX_WORD_CHARACTERS = 64;

/** The same words come again and again; beyond this many the memory starts afresh. */
const REMEMBERED = 50_000;

const NONE: WordTerms = { stems: [], grams: [] };

const remembered = new Map<string, Map<string, WordTerms>>();
let size = 0;

/** What `makeWordTerms` gives, remembered. */
export function wordTerms(run: string, language: string): WordTerms {
  const found = remembered.get(language)?.get(run);
  if (found !== undefined) return found;
  const own = run.length > MAX_WORD_CHARACTERS ? run : copy(run);
  const made = makeWordTerms(own, language);
  if (own.length <= MAX_WORD_CHARACTERS) remember(own, language, made);
  return made;
}

/** The stem and the grams of a run; none for a stop word, several stems in scripts without spaces. */
export function makeWordTerms(run: string, language: string): WordTerms {
  if (isUnspaced(run)) {
    return { stems: words(run).map(({ text }) => stem(text, language)), grams: unspacedGrams(fold(run)) };
  }
  const word = run.slice(0, MAX_WORD_CHARACTERS);
  const folded = fold(word);
  if (stopWords(language).has(folded)) return NONE;
  return { stems: [stem(word, language)], grams: grams(folded) };
}

function remember(word: string, language: string, terms: WordTerms): void {
  if (size >= REMEMBERED) {
    remembered.clear();
    size = 0;
  }
  const ofLanguage = remembered.get(language) ?? new Map<string, WordTerms>();
  remembered.set(language, ofLanguage.set(word, terms));
  size++;
}

/** A piece of a string keeps the whole in memory in V8; a word that is remembered must not. */
function copy(word: string): string {
  return Array.from(word).join("");
}
