import type { WordTerms } from "../core/passage.js";
import { findLanguage } from "../languages/find-language.js";
import { stopWords } from "./content-words.js";
import { labels } from "./labels.js";
import { ownCopy } from "./own-copy.js";
import { WordMemory } from "./word-memory.js";
import { fold, hyphenatedWords, isUnspaced, runs, words } from "./words.js";

/**
 * Goes up whenever `analyse` gives other terms for the same text: words, folding, stemmers, stop words or n-grams.
 * Then every document is analysed again.
 */
export const TERMS_VERSION = 3;

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
  const terms = runs(text)
    .map((run) => wordTerms(run, language))
    .filter(({ grams }) => grams.length > 0);
  for (const term of [...labelTerms(text), ...joinedStems(text, language)]) {
    terms.push({ stems: [term], grams: [] });
  }
  return terms;
}

/** A part of a word with hyphens that is no word itself, as in `E-Mail-Adresse` and `co-operate`. */
const LONGEST_PREFIX = 2;

/**
 * The stems of words with hyphens as one word, since others write them so, and of a short part with the next one:
 * `E-Mail-Adresse` gives `emailadress` and `email`.
 */
export function joinedStems(text: string, language: string): string[] {
  return hyphenatedWords(text).flatMap(({ parts }) => {
    const [first = "", second = ""] = parts;
    const joined = [parts.join("")];
    if (parts.length > 2 && first.length <= LONGEST_PREFIX) {
      joined.push(first + second);
    }
    return joined.map((word) => stem(word, language));
  });
}

/**
 * Terms of the numbers of paragraphs and articles, in the words of any language: `§ 3` → `§3`, `Art. 5` → `art5`. A
 * number alone says little.
 */
export function labelTerms(text: string): string[] {
  return labels(text).flatMap(({ kind, number }) => {
    switch (kind) {
      case "paragraph":
        return [`§${number}`];
      case "article":
        return [`art${number}`];
      default:
        return [];
    }
  });
}

/** The terms of a run, from memory if it came before; see `makeWordTerms`. */
export function wordTerms(run: string, language: string): WordTerms {
  const found = MEMORY.get(run, language);
  if (found !== undefined) {
    return found;
  }
  const own = run.length > MAX_WORD_CHARACTERS ? run : ownCopy(run);
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
  return { stems: [stem(word, language), ...namePartStems(word, language)], grams: grams(folded) };
}

/** Where a name such as `lineNumbers` or `HTTPServer` is cut. */
const NAME_PARTS = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/** Shorter parts say little: the `Mc` of a name, the `i` of a product. */
const LEAST_NAME_PART = 3;

/** The stems of the words that a name in camel case is made of: people ask for "line numbers". */
function namePartStems(word: string, language: string): string[] {
  if (!/[\p{Ll}\p{N}]\p{Lu}|\p{Lu}{2}\p{Ll}/u.test(word)) {
    return [];
  }
  const parts = word.split(NAME_PARTS);
  return parts.some((part) => part.length < LEAST_NAME_PART)
    ? []
    : parts.filter((part) => !stopWords(language).has(fold(part))).map((part) => stem(part, language));
}

/** The folded stem of a word; a word of a language without a stemmer is only folded. */
export function stem(word: string, language: string): string {
  const lower = word.toLowerCase().normalize("NFC");
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
