import type { Span } from "../../core/document.js";
import { alternativesOfAll } from "../../languages/find-language.js";
import { unaccented } from "../../text/words.js";
import { YEAR } from "../years.js";

/** Of the languages that there are rules for follow-ups in. */
const MONTH = alternativesOfAll(
  ({ conversation, time }) => conversation && time.months.flat().join("|"),
).join("|");
const DAY = `\\d{1,2}(?:\\.|${alternativesOfAll(({ time }) => time.dayEnding).join("|")})?`;
const BEFORE = alternativesOfAll(({ conversation }) => conversation?.beforeDate).join("|");

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
