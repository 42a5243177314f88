import { loadWordVectors } from "../../../src/embedding/static/builtin.js";
import { WordMatcher } from "../../../src/text/word-matcher.js";

/** A matcher with the word vectors that come with Footnote. */
export async function loadMatcher(): Promise<WordMatcher> {
  return new WordMatcher(await loadWordVectors(new URL("../../../models", import.meta.url).pathname));
}
