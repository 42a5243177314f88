import { LANGUAGES } from "../languages/find-language.js";
import { isFunctionWord } from "./stop-words.js";
import { fold, type Word, words } from "./words.js";

/** Of all languages, since that of a short question is often guessed wrong. */
const FRAME_WORDS: ReadonlySet<string> = new Set(LANGUAGES.flatMap(({ frameWords }) => [...frameWords]));

/** A word of a question that an answer should hold in some form. */
export interface ContentWord extends Word {
  /** Capitalised inside the sentence: a noun in German, a name in most languages. */
  readonly isNamed: boolean;
}

/**
 * The words of a question that carry its content, each once, in order.
 * @param language ISO 639-1 code of the question's language, or `und`
 */
export function contentWords(question: string, language: string): ContentWord[] {
  const seen = new Set<string>();
  return words(question).flatMap((word, i) => {
    const folded = fold(word.text);
    if (isFunctionWord(folded, language) || FRAME_WORDS.has(folded) || seen.has(folded)) {
      return [];
    }
    seen.add(folded);
    return [{ ...word, isNamed: i > 0 && /^\p{Lu}/u.test(word.text) }];
  });
}
