import type { Span } from "../../core/document.js";
import { alternativesOfAll } from "../../languages/find-language.js";
import { contentWords, isFunctionWord } from "../../text/content-words.js";
import { YEAR } from "../../text/number-words.js";
import { fold, unaccented, words } from "../../text/words.js";

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

/** Of the languages that there are rules for follow-ups in. */
const MONTH = alternativesOfAll(({ conversation, time }) => conversation && time.months.flat().join("|"));
const DAY = `\\d{1,2}(?:\\.|${alternativesOfAll(({ time }) => time.dayEnding)})?`;
const BEFORE = alternativesOfAll(({ conversation }) => conversation?.beforeDate);

/** A day, month or year with the words before it: `im April 2021`, `on 14 September 2022`, `1995`. */
const DATE = new RegExp(
  `(?<![\\p{L}\\p{N}])((?:(?:${BEFORE})\\s+)*)((?:${DAY}\\s+)?(?:${MONTH})\\.?(?:\\s+${DAY}(?!\\d),?)?(?:\\s+${YEAR})?|${YEAR})(?![\\p{L}\\p{N}])`,
  "iu",
);

/** A date in a text. */
export interface DatePhrase extends Span {
  readonly text: string;
  /** Whether a preposition or the like is part of it. */
  readonly hasPreposition: boolean;
  /** Without the words before it. */
  readonly date: string;
}

/** The first date of a text, with the words that belong to it; undefined if there is none. */
export function findDate(text: string): DatePhrase | undefined {
  const match = DATE.exec(unaccented(text));
  if (match === null) {
    return undefined;
  }
  const [whole, before = ""] = match;
  const [start, end] = [match.index, match.index + whole.length];
  return {
    start,
    end,
    text: text.slice(start, end),
    hasPreposition: before !== "",
    date: text.slice(start + before.length, end),
  };
}
