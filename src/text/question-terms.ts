import { UNDETERMINED } from "../core/language.js";
import type { Terms } from "../core/passage.js";
import { isStopWord } from "./content-words.js";
import { joinedStems, labelTerms, stem, wordTerms } from "./terms.js";
import { variantsOf } from "./variants.js";
import { fold, isUnspaced, runs } from "./words.js";

/** Words joined from neighbours are at most this long. */
const MAX_WORD_CHARACTERS = 24;

/** What another word for one of the question counts. */
const VARIANT_WEIGHT = 0.3;

/** More variants than these are left out: a question is short. */
const MOST_VARIANTS = 24;

/**
 * A question's terms for passages of its own language, with other words for its own: synonyms, and words that are also
 * written apart or together (`log in`, `login`).
 *
 * @param language ISO 639-1 code
 * @param doubtful stems of words that may be misspelt, see `Terms`
 */
export function analyseWithin(
  question: string,
  language: string,
  doubtful: ReadonlyMap<string, number> = new Map(),
): Terms {
  const kept = runs(question).filter((run) => wordTerms(run, language).grams.length > 0);
  const terms = kept.map((run) => wordTerms(run, language));
  const own = distinct([
    ...terms.flatMap(({ stems }, i) => (isUnspaced(kept[i] ?? "") ? stems : stems.slice(0, 1))),
    ...labelTerms(question),
  ]);
  const variants = distinct([
    ...joinedStems(question, language),
    ...kept.flatMap((run) => variantsOf(run, language)),
    ...joinedNeighbours(question, language).map((word) => stem(word, language)),
  ])
    .filter((term) => !own.includes(term))
    .slice(0, MOST_VARIANTS);
  return {
    words: [...own, ...variants],
    grams: distinct(terms.flatMap(({ grams }) => grams)),
    ...(doubtful.size > 0 && { doubtful }),
    ...(variants.length > 0 && { variantWeights: variants.map(() => VARIANT_WEIGHT) }),
  };
}

/** Neighbouring words as one, where they may be written so: `log in`, `set up`, `E-Mail Adresse`. */
function joinedNeighbours(question: string, language: string): string[] {
  const all = runs(question);
  return all.slice(1).flatMap((word, i) => {
    const first = all[i] ?? "";
    const joined = first + word;
    const isLikely = !isStopWord(fold(first), [language]) && joined.length <= MAX_WORD_CHARACTERS;
    return isLikely && !/\p{N}/u.test(joined) && !isUnspaced(joined) ? [joined] : [];
  });
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
