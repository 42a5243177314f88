import { isFunctionWord } from "../../text/stop-words.js";
import type { WordMatcher } from "../../text/word-matcher.js";
import { fold, words } from "../../text/words.js";
import type { Claim } from "./claim.js";

/**
 * How much of a claim's content words a text meets, between 0 and 1: by stem, spelling, or the embedding of the
 * words, across languages too. 0 for a claim without content words.
 */
export function supportedShare(claim: Claim, text: Claim, matcher: WordMatcher): number {
  const asked = words(claim.text)
    .filter((word) => !isFunctionWord(fold(word.text), claim.language))
    .map((word) => matcher.know(word.text, claim.language));
  if (asked.length === 0) {
    return 0;
  }
  const matches = matcher.matches(asked, text.text, text.language);
  return matches.reduce((sum, match) => sum + match, 0) / asked.length;
}
