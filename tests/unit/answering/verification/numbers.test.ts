import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agree, datesIn } from "../../../../src/answering/verification/dates.js";
import { numbersIn } from "../../../../src/answering/verification/numbers.js";

const numbers = (text: string, language: string) => [...numbersIn({ text, language })];

describe("numbersIn", () => {
  it.each([
    ["30.000 Menschen", "de", ["30000"]],
    ["30,000 people", "en", ["30000"]],
    ["30 thousand people", "en", ["30000"]],
    ["2,5 Millionen", "de", ["2500000"]],
    ["1.234,50 Euro", "de", ["1234.5"]],
    ["1,234.50 dollars", "en", ["1234.5"]],
    ["0.500 and 0,5", "en", ["0.5"]],
    ["CHF 1’200", "de", ["1200"]],
    ["am 14. September 2022", "de", ["14", "2022"]],
    ["am 14.09.2022", "de", ["14", "2022"]],
    ["on 2022-09-14", "en", ["14", "2022"]],
    ["zwölf, einundzwanzig, zweihundert", "de", ["12", "21", "200"]],
    ["twenty-one of forty", "en", ["21", "40"]],
    ["eenentwintig", "nl", ["21"]],
    ["cuatro", "es", ["4"]],
    ["quatre-vingt-dix", "fr", ["90"]],
    ["ein Mensch, one man", "de", []],
    ["٣٠", "ar", ["30"]],
    ["", "de", []],
  ])("%s (%s)", (text, language, expected) => {
    expect(numbers(text, language)).toEqual(expected);
  });

  it("reads a whole number however its thousands are set apart", () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.constantFrom("de", "en", "fr", "de-CH"), (value, locale) => {
        const written = new Intl.NumberFormat(locale).format(value);
        expect(numbers(`a ${written} b`, locale.slice(0, 2))).toEqual([String(value)]);
      }),
    );
  });
});

describe("datesIn", () => {
  it.each([
    ["am 14. September 2022", "de", [{ day: 14, month: 9, year: 2022 }]],
    ["on September 14, 2022", "en", [{ day: 14, month: 9, year: 2022 }]],
    ["on the 14th of May", "en", [{ day: undefined, month: 5, year: undefined }]],
    ["It may rain in March 2021", "en", [{ day: undefined, month: 3, year: 2021 }]],
    ["le 3 août 1999", "fr", [{ day: 3, month: 8, year: 1999 }]],
    [
      "14.09.2022 und 2022-10-15",
      "de",
      [
        { day: 14, month: 9, year: 2022 },
        { day: 15, month: 10, year: 2022 },
      ],
    ],
    ["sie marschierten", "de", []],
  ])("%s", (text, language, expected) => {
    expect(datesIn({ text, language })).toEqual(expected);
  });

  it("agree unless one says what the other denies", () => {
    const full = { day: 14, month: 9, year: 2022 };
    expect(agree(full, { day: undefined, month: 9, year: 2022 })).toBe(true);
    expect(agree(full, { day: undefined, month: 9, year: undefined })).toBe(true);
    expect(agree(full, { day: 15, month: 9, year: 2022 })).toBe(false);
    expect(agree(full, { day: 14, month: 9, year: 2021 })).toBe(false);
    expect(agree(full, { day: 14, month: 10, year: 2022 })).toBe(false);
  });
});
