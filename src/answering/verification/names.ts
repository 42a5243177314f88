import type { TextInLanguage } from "../../core/language.js";
import { findLanguage } from "../../languages/find-language.js";
import { isFunctionWord } from "../../text/content-words.js";
import type { WordMatcher } from "../../text/word-matcher.js";
import { fold, type Word, words } from "../../text/words.js";

/** From this score on a word counts as present, in another form or in another language. */
const SAME = 0.8;

/**
 * The least likeness of two spellings of a name, in one language and in two. Short names aren't compared: they are
 * alike by chance.
 */
const ALIKE = { within: 0.85, across: 0.6 };
const LEAST_LETTERS = 6;

/**
 * The first name of a claim that a text doesn't hold, in whatever spelling; undefined if there is none. A name is
 * recognised by its capital letter, and where all nouns have one, by standing without article or adjective. A word that
 * may be either passes: like any other word of the claim it has still to be matched.
 *
 * @param source what the claim rests on, with its title and headings
 */
export function strangeName(
  claim: TextInLanguage,
  source: TextInLanguage,
  matcher: WordMatcher,
): string | undefined {
  const present = words(source.text).map(({ text }) => fold(text));
  const found = words(claim.text);
  return found.find(
    (word, i) => isName(found, i, claim.language) && !isMet(word, claim, source, present, matcher),
  )?.text;
}

function isName(all: readonly Word[], index: number, language: string): boolean {
  const text = all[index]?.text ?? "";
  const next = all[index + 1]?.text ?? "";
  const folded = fold(text);
  if (!/^\p{Lu}\p{L}{2,}/u.test(text) || isFunctionWord(folded, language)) {
    return false;
  }
  const nouns = findLanguage(language)?.capitalisedNouns;
  if (nouns === undefined) {
    return index > 0;
  }
  if (nouns.noun.test(folded)) {
    return false;
  }
  // The first word is capitalised anyway: before a verb it may be a name, before a name it is a title.
  if (index === 0) {
    return /^\p{Ll}/u.test(next);
  }
  const before = fold(all[index - 1]?.text ?? "");
  return !(isFunctionWord(before, language) ? nouns.determiner : nouns.adjective).test(before);
}

function isMet(
  { text }: Word,
  claim: TextInLanguage,
  source: TextInLanguage,
  present: readonly string[],
  matcher: WordMatcher,
): boolean {
  const known = matcher.lookup(text, claim.language);
  const [match = 0] = matcher.matches([known], source.text, source.language);
  if (match >= SAME) {
    return true;
  }
  const folded = fold(text);
  const alike = claim.language === source.language ? ALIKE.within : ALIKE.across;
  if (folded.length >= LEAST_LETTERS && present.some((other) => likeness(folded, other) >= alike)) {
    return true;
  }
  // In another language a name that the embedding doesn't know may look like anything.
  return claim.language !== source.language && (known.sense?.certainty ?? 0) < 1;
}

/** 1 less the edits between two words as a share of the longer one's letters (Levenshtein 1966). */
function likeness(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  if (a[0] !== b[0] || Math.min(a.length, b.length) < ALIKE.across * longer) {
    return 0;
  }
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return 1 - (row[b.length] ?? longer) / longer;
}
