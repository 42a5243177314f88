import type { TextInLanguage } from "../../core/language.js";
import { patternByLanguage, patternOfAll } from "../../languages/find-language.js";
import { isFunctionWord } from "../../text/content-words.js";
import type { WordMatcher } from "../../text/word-matcher.js";
import { fold, words } from "../../text/words.js";
import { supportedShare } from "./supporting-span.js";

const NEGATION = patternByLanguage(({ negation }) => negation.words);

/** Phrases with a negation that deny nothing: `not only`. */
const NOT_ONLY = new RegExp(patternOfAll(({ negation }) => negation.except).source, "gu");

const JOINER = patternByLanguage(({ clauseJoiners }) => clauseJoiners);

/** Whether a text denies something. */
function denies({ text, language }: TextInLanguage): boolean {
  return NEGATION(language).test(fold(text).replace(NOT_ONLY, " "));
}

/** A clause with less than this share of the best clause's support is about something else. */
const ABOUT = 0.5;

/** From this score on a word of the claim is the one that a clause denies. */
const SAME = 0.5;

/**
 * Whether a claim denies what a quote says, or says what it denies. A sentence may deny one thing and say another, so
 * of the quote only a clause counts that is about the claim, and only if what it denies is in the claim.
 */
export function contradicts(claim: TextInLanguage, quote: TextInLanguage, matcher: WordMatcher): boolean {
  if (denies(claim)) {
    return !denies(quote);
  }
  const clauses = fold(quote.text)
    .replace(NOT_ONLY, " ")
    .split(/[,;:()–—]/u)
    .flatMap((part) => part.split(JOINER(quote.language)))
    .map((text) => ({ text, language: quote.language }))
    .map((clause) => ({ clause, share: supportedShare(claim, clause, matcher) }));
  const most = Math.max(0, ...clauses.map(({ share }) => share));
  return clauses.some(({ clause, share }) => {
    const denied = share > 0 && share >= ABOUT * most ? deniedWord(clause) : undefined;
    if (denied === undefined) {
      return false;
    }
    const [match = 0] = matcher.matches([matcher.lookup(denied, quote.language)], claim.text, claim.language);
    return match >= SAME;
  });
}

/** The word of content behind a negation, or the one before it where none follows; undefined without a negation. */
function deniedWord({ text, language }: TextInLanguage): string | undefined {
  const match = NEGATION(language).exec(text);
  if (match === null) {
    return undefined;
  }
  const content = (part: string) =>
    words(part)
      .map((word) => word.text)
      .filter((word) => !isFunctionWord(word, language));
  return content(text.slice(match.index + match[0].length))[0] ?? content(text.slice(0, match.index)).at(-1);
}
