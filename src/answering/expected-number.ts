import { alternativesOfAll, findLanguage, patternOfAll } from "../languages/find-language.js";
import { fold, words } from "../text/words.js";
import { saysQuantity } from "./number-words.js";

/** `wie viele`, `how many` and their like, times and measures. */
const COUNT = patternOfAll(({ questions }) => questions.count);
const TIME = patternOfAll(({ questions }) => questions.time);
const MEASURE = patternOfAll(({ questions }) => questions.measure);

/** What an encyclopedia puts after a sentence. */
const REFERENCE = /\[\d{1,3}\]/gu;

/** 1995, 1980er, 1980s: it says when, and hardly ever how many, as 1500 may. */
const YEAR = new RegExp(
  `^(?:1[89]|20)\\d\\d(?:${alternativesOfAll(({ time }) => time.decadeEnding).join("|")})?$`,
  "u",
);

/** What kind of number a question asks for: a measure is only given by a number, a quantity also by "many". */
export function expectedNumber(question: string): "none" | "quantity" | "measure" {
  const folded = fold(question);
  if (MEASURE.test(folded)) {
    return "measure";
  }
  return COUNT.test(folded) || TIME.test(folded) ? "quantity" : "none";
}

/**
 * Whether a text says a number that the question doesn't hold itself; the 41 in `M41` isn't one, nor is a
 * reference such as [1], and neither a year nor a month is one where it is asked how many.
 */
export function saysNumber(
  { text, language }: { readonly text: string; readonly language: string },
  question: string,
): boolean {
  const asked = new Set(words(question).map((word) => fold(word.text)));
  const isCount = COUNT.test(fold(question));
  return words(text.replace(REFERENCE, " ")).some((word) => {
    const folded = fold(word.text);
    if (asked.has(folded) || (isCount && YEAR.test(folded))) {
      return false;
    }
    return (
      /^\p{N}/u.test(folded) || saysQuantity(folded, language) || (!isCount && saysTime(folded, language))
    );
  });
}

/** Whether a folded word is the name of a month or of a span of many years. */
function saysTime(folded: string, language: string): boolean {
  const time = findLanguage(language)?.time;
  return time !== undefined && (time.periods.has(folded) || time.months.some(([name]) => name === folded));
}
