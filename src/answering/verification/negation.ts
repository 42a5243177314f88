import { anyOf } from "../../text/any-of.js";
import { isFunctionWord } from "../../text/stop-words.js";
import type { WordMatcher } from "../../text/word-matcher.js";
import { fold, words } from "../../text/words.js";
import type { Claim } from "./claim.js";
import { supportedShare } from "./supported-share.js";

/** Words that deny, folded, a line a language. */
const NEGATIONS: Readonly<Record<string, RegExp>> = {
  de: anyOf("nicht|kein\\w*|nie|niemals|niemand\\w*|nichts|nirgends|ohne|weder"),
  en: anyOf("not|no|never|none|nobody|nothing|nowhere|without|neither|cannot|\\w+n['’]t"),
  es: anyOf("no|nunca|jamas|nadie|nada|sin|ningun\\w*|tampoco"),
  fr: anyOf("ne|n['’]\\w+|jamais|aucune?|rien|sans"),
  it: anyOf("non|mai|nessun\\w*|niente|nulla|senza"),
  nl: anyOf("niet|geen|nooit|niemand|niets|nergens|zonder"),
};

/** Don't deny what they stand before. */
const NOT_ONLY =
  /\b(?:nicht (?:nur|zuletzt|allein)|not (?:only|just|least)|no solo|ne \w+ pas seulement|non solo|niet (?:alleen|slechts))\b/gu;

/** Between clauses: punctuation, and the words that join two of them. */
const CLAUSE = /[,;:()–—]|\b(?:und|aber|sondern|oder|and|but|or|pero|sino|mais|et|ma|maar|en)\b/u;

/** Whether a text denies something. */
export function denies({ text, language }: Claim): boolean {
  const folded = fold(text).replace(NOT_ONLY, " ");
  const pattern = NEGATIONS[language];
  return pattern?.test(folded) ?? Object.values(NEGATIONS).some((other) => other.test(folded));
}

/** A clause that says so much less of a claim than the best one is about something else. */
const ABOUT = 0.5;

/** A claim's word meets the one that a clause denies at least so well. */
const SAME = 0.5;

/**
 * Whether a claim denies what a quote says, or says what it denies. A sentence may deny one thing and say another, so
 * of the quote only a clause counts that is about the claim, and only if what it denies is in the claim.
 */
export function contradicts(claim: Claim, quote: Claim, matcher: WordMatcher): boolean {
  if (denies(claim)) {
    return !denies(quote);
  }
  const clauses = fold(quote.text)
    .replace(NOT_ONLY, " ")
    .split(CLAUSE)
    .map((text) => ({ text, language: quote.language }))
    .map((clause) => ({ clause, share: supportedShare(claim, clause, matcher) }));
  const most = Math.max(0, ...clauses.map(({ share }) => share));
  return clauses.some(({ clause, share }) => {
    const denied = share > 0 && share >= ABOUT * most ? deniedWord(clause) : undefined;
    if (denied === undefined) {
      return false;
    }
    const [match = 0] = matcher.matches([matcher.know(denied, quote.language)], claim.text, claim.language);
    return match >= SAME;
  });
}

/** The word of content behind a negation, or the one before it where none follows; undefined without a negation. */
function deniedWord({ text, language }: Claim): string | undefined {
  const match = (NEGATIONS[language] ?? NEGATIONS["en"])?.exec(text);
  if (match === null || match === undefined) {
    return undefined;
  }
  const content = (part: string) =>
    words(part)
      .map((word) => word.text)
      .filter((word) => !isFunctionWord(word, language));
  return content(text.slice(match.index + match[0].length))[0] ?? content(text.slice(0, match.index)).at(-1);
}
