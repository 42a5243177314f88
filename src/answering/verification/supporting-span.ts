import type { Span } from "../../core/document.js";
import type { TextInLanguage } from "../../core/language.js";
import type { RankedPassage } from "../../core/passage.js";
import { isFunctionWord } from "../../text/content-words.js";
import type { WordMatcher } from "../../text/word-matcher.js";
import { fold, words } from "../../text/words.js";
import { textWithin } from "../quotation.js";
import { numbersIn } from "./numbers.js";

/** The most sentences in a row that a claim may join. */
const MOST_SENTENCES = 3;

/** The weight of the claim's numbers that a span holds, beside the share of its words. */
const NUMBER_WEIGHT = 0.5;

/** The least gain in support for which a further sentence is quoted. */
const WORTH = 0.15;

/** The sentence of a passage that supports a claim best, or the few in a row that do only together. */
export function supportingSpan(
  claim: TextInLanguage,
  { passage, sentences }: RankedPassage,
  matcher: WordMatcher,
): Span {
  const numbers = [...numbersIn(claim)];
  const supportOf = (span: Span): number => {
    const text = { text: textWithin(passage, span), language: passage.language };
    const said = numbersIn(text);
    const share = numbers.filter((number) => said.has(number)).length / Math.max(1, numbers.length);
    return supportedShare(claim, text, matcher) + NUMBER_WEIGHT * share;
  };
  let best: Span = { start: passage.start, end: passage.end };
  let most = Number.NEGATIVE_INFINITY;
  for (let count = 1; count <= MOST_SENTENCES; count++) {
    // A longer span has to be clearly better than the best shorter one.
    const bar = count === 1 ? most : most + WORTH;
    for (let first = 0; first + count <= sentences.length; first++) {
      const span = { start: sentences[first]?.start ?? 0, end: sentences[first + count - 1]?.end ?? 0 };
      const support = supportOf(span);
      if (support <= Math.max(bar, most)) {
        continue;
      }
      best = span;
      most = support;
    }
  }
  return best;
}

/**
 * The share of a claim's content words that a text matches, between 0 and 1: by stem, spelling, or the embedding of the
 * words, across languages too. 0 for a claim without content words.
 */
export function supportedShare(claim: TextInLanguage, text: TextInLanguage, matcher: WordMatcher): number {
  const asked = words(claim.text)
    .filter((word) => !isFunctionWord(fold(word.text), claim.language))
    .map((word) => matcher.lookup(word.text, claim.language));
  if (asked.length === 0) {
    return 0;
  }
  const matches = matcher.matches(asked, text.text, text.language);
  return matches.reduce((sum, match) => sum + match, 0) / asked.length;
}
