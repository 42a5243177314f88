import { UNDETERMINED } from "../core/language.js";
import type { Terms, WordTerms } from "../core/passage.js";
import { findLanguage } from "../languages/find-language.js";
import { isStopWord, stopWords } from "./content-words.js";
import { WordMemory } from "./word-memory.js";
import { fold, isUnspaced, runs, words } from "./words.js";

/**
 * Goes up whenever `analyse` gives other terms for the same text: words, folding, stemmers, stop words or n-grams.
 * Then every document is analysed again.
 */
export const TERMS_VERSION = 1;

/** Characters of a gram. */
const GRAM = 4;

/** The same in scripts without spaces: a Chinese word has two characters as a rule. */
const UNSPACED_GRAM = 2;

/** Longer words are keys, encoded files or attacks; only their first characters are indexed. */
const MAX_WORD_CHARACTERS = 64;

/** Words whose terms are remembered: about 50 MB. */
const REMEMBERED = 100_000;

const NONE: WordTerms = { stems: [], grams: [] };

const MEMORY = new WordMemory<WordTerms>(REMEMBERED);

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

/** The terms of a run, from memory if it came before; see `makeWordTerms`. */
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

/** In V8 a slice keeps the whole string in memory, which a remembered word must not. */
function copy(word: string): string {
  return Array.from(word).join("");
}

/** The folded stem of a word; a word of a language without a stemmer is only folded. */
export function stem(word: string, language: string): string {
  const lower = word.toLowerCase();
  return fold(findLanguage(language)?.stem(lower) ?? lower);
}

/** The character 4-grams of a folded word; a word of up to four letters counts whole. */
export function grams(folded: string): string[] {
  return gramsOf(folded, GRAM);
}

/**
 * The overlapping pairs of characters of a folded run in a script without spaces, as Lucene's CJK analyser
 * takes them: they match wherever a dictionary would cut.
 */
export function unspacedGrams(folded: string): string[] {
  return gramsOf(folded, UNSPACED_GRAM);
}

function gramsOf(text: string, length: number): string[] {
  const characters = Array.from(text);
  if (characters.length <= length) {
    return [text];
  }
  return Array.from({ length: characters.length - length + 1 }, (_, i) =>
    characters.slice(i, i + length).join(""),
  );
}
