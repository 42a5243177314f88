import type { Span } from "../core/document.js";
import type { ContextPassage } from "../core/ports/writer.js";
import { isFunctionWord } from "../text/stop-words.js";
import type { WordMatcher } from "../text/word-matcher.js";
import { fold, words } from "../text/words.js";
import { isVerbatim, textWithin } from "./quotation.js";

/** A quote has to meet at least this share of a claim's content words. */
const SUPPORTED = 0.6;

/** A claim of an answer, in the answer's language. */
export interface Claim {
  readonly text: string;
  /** ISO 639-1. */
  readonly language: string;
}

/** The sentence of a passage that supports a claim best. */
export function supportingSentence(
  claim: Claim,
  { passage, sentences }: ContextPassage,
  matcher: WordMatcher,
): Span {
  let best: Span = passage;
  let bestShare = -1;
  for (const { start, end } of sentences) {
    const text = textWithin(passage, { start, end });
    const share = supportedShare(claim, { text, language: passage.language }, matcher);
    if (share > bestShare) {
      best = { start, end };
      bestShare = share;
    }
  }
  return { start: best.start, end: best.end };
}

/**
 * Whether a quote says what a claim says: word by word, or with every number of the claim and most of its
 * content words in some form.
 */
export function isSupported(claim: Claim, quote: Claim, matcher: WordMatcher): boolean {
  if (isVerbatim(claim.text, quote.text)) return true;
  const said = new Set(numbers(quote.text));
  return (
    numbers(claim.text).every((number) => said.has(number)) &&
    supportedShare(claim, quote, matcher) >= SUPPORTED
  );
}

function supportedShare(claim: Claim, quote: Claim, matcher: WordMatcher): number {
  const asked = words(claim.text)
    .filter((word) => !isFunctionWord(fold(word.text), claim.language))
    .map((word) => matcher.know(word.text, claim.language));
  if (asked.length === 0) return 0;
  const matches = matcher.matches(asked, quote.text, quote.language);
  return matches.reduce((sum, match) => sum + match, 0) / asked.length;
}

/** Digits with their separators, so that 30.000 and 30 differ. */
function numbers(text: string): string[] {
  return text.match(/\p{N}+(?:[.,]\p{N}+)*/gu) ?? [];
}
