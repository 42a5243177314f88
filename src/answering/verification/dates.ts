import type { TextInLanguage } from "../../core/language.js";
import { alternativesOfAll, findLanguage, LANGUAGES } from "../../languages/find-language.js";
import { fold, words } from "../../text/words.js";

/** A month with what stands beside it. */
export interface PartialDate {
  readonly year: number | undefined;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number | undefined;
}

/** Folded names of the months, long and short, by language. */
const MONTHS: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  LANGUAGES.map(({ code, time }) => [
    code,
    new Map(time.months.flatMap((names, i) => names.map((name) => [name, i + 1] as const))),
  ]),
);

/** For a text in an unknown language: short names would be other words there. */
const FULL_NAMES: ReadonlyMap<string, number> = new Map(
  LANGUAGES.flatMap(({ time }) => time.months.map(([name], i) => [name, i + 1] as const)),
);

/** `14`, `14th`. */
const DAY = new RegExp(`^(\\d{1,2})(?:${alternativesOfAll(({ time }) => time.dayEnding)})?$`, "u");

/** `14.09.2022`, `2022-09-14`. */
const NUMERIC = /\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b/gu;

/** The dates in a text that name a month: `14. September 2022`, `September 14, 2022`, `Sept. 2022`, `14.9.2022`. */
export function datesIn({ text, language }: TextInLanguage): PartialDate[] {
  return [...namedDates(text, language), ...numericDates(text)];
}

/** A text whose dates in digits have their day and year only: their month is no number that a sentence says. */
export function withoutNumericMonths(text: string): string {
  return text.replace(
    NUMERIC,
    (_, day, _month, year, isoYear, _isoMonth, isoDay) => `${day ?? isoDay} ${year ?? isoYear}`,
  );
}

/** Whether one date says nothing that the other denies. */
export function agree(a: PartialDate, b: PartialDate): boolean {
  const same = (x: number | undefined, y: number | undefined) =>
    x === undefined || y === undefined || x === y;
  return a.month === b.month && same(a.day, b.day) && same(a.year, b.year);
}

function namedDates(text: string, language: string): PartialDate[] {
  const names = MONTHS.get(language) ?? FULL_NAMES;
  const isCapitalised = findLanguage(language)?.time.capitalisesMonths === true;
  const found = words(text);
  return found.flatMap((word, i) => {
    const month = names.get(fold(word.text));
    if (month === undefined || (isCapitalised && !/^\p{Lu}/u.test(word.text))) {
      return [];
    }
    const before = dayOf(found[i - 1]?.text);
    const after = dayOf(found[i + 1]?.text);
    const day = before ?? after;
    const year = yearOf(found[i + (before === undefined && after !== undefined ? 2 : 1)]?.text);
    return [{ month, day, year }];
  });
}

function dayOf(word: string | undefined): number | undefined {
  const day = DAY.exec(word ?? "")?.[1];
  return day !== undefined && Number(day) >= 1 && Number(day) <= 31 ? Number(day) : undefined;
}

function yearOf(word: string | undefined): number | undefined {
  return /^\d{4}$/u.test(word ?? "") ? Number(word) : undefined;
}

function numericDates(text: string): PartialDate[] {
  return Array.from(text.matchAll(NUMERIC), ([, day, month, year, isoYear, isoMonth, isoDay]) => ({
    day: Number(day ?? isoDay),
    month: Number(month ?? isoMonth),
    year: Number(year ?? isoYear),
  }));
}
