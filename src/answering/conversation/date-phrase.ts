import type { Span } from "../../core/document.js";

const MONTH =
  "(?:jan(?:uar|uary)?|feb(?:ruar|ruary)?|m[aä]r(?:z|ch)|apr(?:il)?|mai|may|jun[ie]|jul[iy]|aug(?:ust)?|sep(?:t|tember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\\.?";
const YEAR = "(?:1\\d|20)\\d\\d";
const DAY = "\\d{1,2}(?:\\.|st|nd|rd|th)?";
const BEFORE =
  "(?:(?:im|in|am|on|at|seit|since|ab|vom|von|from|by|bis|until|during|anfang|mitte|ende|early|late|the|dem|jahr|jahre|year|fruhjahr|frühjahr|sommer|herbst|winter|spring|summer|autumn|of)\\s+)*";

/** A day, month or year with the words before it: `im April 2021`, `on 14 September 2022`, `1995`. */
const DATE = new RegExp(
  `(?<![\\p{L}\\p{N}])(${BEFORE})((?:${DAY}\\s+)?${MONTH}(?:\\s+${DAY}(?!\\d),?)?(?:\\s+${YEAR})?|${YEAR})(?![\\p{L}\\p{N}])`,
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
  const match = DATE.exec(text);
  if (match === null) {
    return undefined;
  }
  const [whole, before = "", date = ""] = match;
  return {
    start: match.index,
    end: match.index + whole.length,
    text: whole,
    hasPreposition: before !== "",
    date,
  };
}
