import { KNOWN_LANGUAGES } from "../../text/stop-words.js";
import { fold, words } from "../../text/words.js";
import type { Claim } from "./claim.js";

/** A month with what stands beside it. */
export interface PartialDate {
  readonly year: number | undefined;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number | undefined;
}

/** English and German months are capitalised, which tells May and March from other words. */
const CAPITALISED: ReadonlySet<string> = new Set(["de", "en"]);

/** Folded names of the months, long and short, by language: made when a date is first looked for. */
const MONTHS = new Map<string, ReadonlyMap<string, number>>();

function monthNames(language: string): ReadonlyMap<string, number> {
  const known = MONTHS.get(language);
  if (known !== undefined) {
    return known;
  }
  const names = new Map<string, number>();
  for (let month = 1; month <= 12; month++) {
    for (const style of ["long", "short"] as const) {
      const format = new Intl.DateTimeFormat(language, { month: style, day: "numeric", timeZone: "UTC" });
      const part = format.formatToParts(Date.UTC(2026, month - 1, 1)).find(({ type }) => type === "month");
      const name = fold(part?.value ?? "").replace(/\.$/u, "");
      if (name.length >= 3) {
        names.set(name, month);
      }
    }
  }
  MONTHS.set(language, names);
  return names;
}

/** `14.09.2022`, `2022-09-14`. */
const NUMERIC = /\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b/gu;

/** The dates in a text that name a month: `14. September 2022`, `September 14, 2022`, `Sept. 2022`, `14.9.2022`. */
export function datesIn({ text, language }: Claim): PartialDate[] {
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
  const names = monthNames(KNOWN_LANGUAGES.includes(language) ? language : "en");
  const found = words(text);
  return found.flatMap((word, i) => {
    const month = names.get(fold(word.text));
    if (month === undefined || (CAPITALISED.has(language) && !/^\p{Lu}/u.test(word.text))) {
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
  const day = /^(\d{1,2})(?:st|nd|rd|th|er)?$/u.exec(word ?? "")?.[1];
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
