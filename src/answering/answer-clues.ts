import type { TextInLanguage } from "../core/language.js";
import { alternativesOfAll, findLanguage, patternOfAll } from "../languages/find-language.js";
import { anyOf } from "../languages/word-lists.js";
import type { AnswerType } from "../retrieval/answer-type.js";
import { saysQuantity, YEAR } from "../text/number-words.js";
import { TextMemory } from "../text/text-memory.js";
import { fold, foldText, words } from "../text/words.js";

/** What shows that a text gives what a question asks for: each between 0 and 1, and 0 where it isn't asked for. */
export interface AnswerClues {
  /** For a person: capitalised words that the question doesn't hold. */
  readonly who: number;
  /** For a reason: a word that gives one. */
  readonly why: number;
  /** For a time: a year or a century. */
  readonly when: number;
  /** For a name or term: a quotation mark or a bracket. */
  readonly name: number;
}

const CAUSE = patternOfAll(({ causes }) => causes);
const TIME = anyOf(
  YEAR,
  alternativesOfAll(({ time }) => [...time.periods].join("|")),
);
const MENTION = /["„“”'«(]/u;

/** More names than these make a sentence no better an answer. */
const MOST_NAMES = 3;

/** What an encyclopedia puts after a sentence. */
const REFERENCE = /\[\d{1,3}\]/gu;

/** 1995, 1980er, 1980s: it says when, and hardly ever how many, as 1500 may. */
const RECENT_YEAR = new RegExp(
  `^(?:1[89]|20)\\d\\d(?:${alternativesOfAll(({ time }) => time.decadeEnding)})?$`,
  "u",
);

/** The clues of a text in any language. */
export function answerClues(text: string, asked: AnswerType): AnswerClues {
  return {
    who: asked.isPerson ? Math.min(MOST_NAMES, newNames(text, asked)) / MOST_NAMES : 0,
    why: Number(asked.isReason && CAUSE.test(foldText(text))),
    when: Number(asked.isTime && TIME.test(foldText(text))),
    name: Number(asked.isName && MENTION.test(text)),
  };
}

/** Capitalised words that aren't in the question; the first word of a sentence is capitalised anyway. */
function newNames(text: string, asked: AnswerType): number {
  return words(text)
    .slice(1)
    .filter((word) => /^\p{Lu}/u.test(word.text) && !asked.words.has(fold(word.text))).length;
}

/**
 * Whether a text says a number that the question doesn't hold itself; the 41 in `M41` isn't one, nor is a
 * reference such as [1], and neither a year nor a month is one where it is asked how many.
 */
export function saysNumber(text: TextInLanguage, asked: AnswerType): boolean {
  return numbersIn(text).some(
    ({ folded, isCount }) =>
      !asked.words.has(folded) && (!asked.isCount || (isCount && !RECENT_YEAR.test(folded))),
  );
}

/** A word that says a number: how many, or only when. */
interface NumberInText {
  readonly folded: string;
  readonly isCount: boolean;
}

/** By language. With their numbers, texts of so many UTF-16 code units take about 1 MB. */
const NUMBERS = new TextMemory<Map<string, readonly NumberInText[]>>(300_000);

function numbersIn({ text, language }: TextInLanguage): readonly NumberInText[] {
  const byLanguage = NUMBERS.of(text, () => new Map());
  const numbers = byLanguage.get(language) ?? readNumbers(text, language);
  byLanguage.set(language, numbers);
  return numbers;
}

function readNumbers(text: string, language: string): NumberInText[] {
  return words(text.replace(REFERENCE, " ")).flatMap((word) => {
    const folded = fold(word.text);
    const isCount = /^\p{N}/u.test(folded) || saysQuantity(folded, language);
    return isCount || saysTime(folded, language) ? [{ folded, isCount }] : [];
  });
}

/** Whether a folded word is the name of a month or of a span of many years. */
function saysTime(folded: string, language: string): boolean {
  const time = findLanguage(language)?.time;
  return time !== undefined && (time.periods.has(folded) || time.months.some(([name]) => name === folded));
}
