import type { Span } from "../../core/document.js";
import { contentWords, isFunctionWord } from "../../text/content-words.js";
import { fold, words } from "../../text/words.js";

/** A name, or in German any noun, that a question is about; words in a row are one. */
export interface NamedWords extends Span {
  readonly text: string;
}

/**
 * What a question names, in order: runs of capitalised words and of words with digits. The first word counts only
 * where it is no question word and the question begins with it, as a key word would.
 */
export function namedWords(question: string, language: string): NamedWords[] {
  const found: { start: number; end: number }[] = [];
  const all = words(question);
  for (const [i, word] of all.entries()) {
    const isCapital = /^\p{Lu}/u.test(word.text) || /\p{N}/u.test(word.text);
    if (!isCapital || isFunctionWord(fold(word.text), language)) {
      continue;
    }
    if (i === 0 && all.length > 2 && !/\p{N}/u.test(word.text)) {
      continue;
    }
    const last = found.at(-1);
    if (last !== undefined && /^[\s-]*$/u.test(question.slice(last.end, word.start))) {
      last.end = word.end;
    } else {
      found.push({ start: word.start, end: word.end });
    }
  }
  return found.map(({ start, end }) => ({ start, end, text: question.slice(start, end) }));
}

/** What a question is about, as key words: its names, and the other words of content where it has none. */
export function topicWords(question: string, language: string): string[] {
  const names = namedWords(question, language).map(({ text }) => text);
  return names.length > 0 ? names : contentWords(question, language).map(({ text }) => text);
}
