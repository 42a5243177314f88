import { describe, expect, it } from "vitest";
import { oneLine } from "../../../../src/documents/cell-text.js";
import { NumberFormats } from "../../../../src/documents/office/number-format.js";

/** 7 January 2015, and with it 13:31. */
const DAY = 42_011;
const TIME = 42_011.5632;

const shown = (value: number | string | boolean, code: string, from1904 = false) => {
  const text = new NumberFormats(from1904).shown(value, code);
  return text === undefined ? undefined : oneLine(text);
};

describe("NumberFormats", () => {
  it.each([
    ["dd.mm.yyyy", DAY, "07.01.2015"],
    ["DD.MM.YYYY", DAY, "07.01.2015"],
    ["d.m.yyyy", DAY, "7.1.2015"],
    ["d.m.", DAY, "7.1."],
    ["mm.yyyy", DAY, "01.2015"],
    ["yyyy.mm.dd", DAY, "2015.01.07"],
    ["dd. mm. yyyy", DAY, "07. 01. 2015"],
    ["dd.mm.yyyy;@", DAY, "07.01.2015"],
    ["[$-407]dd.mm.yyyy", DAY, "07.01.2015"],
    ["dd\\.mm\\.yyyy", DAY, "07.01.2015"],
    ['dd"."mm"."yyyy', DAY, "07.01.2015"],
    ["[$-407]d. mmmm yyyy;@", DAY, "7. Januar 2015"],
    ["[$-de-DE]dddd", DAY, "Mittwoch"],
    ["[$-40C]mmmm yyyy", DAY, "janvier 2015"],
    ["mmm-yy", DAY, "Jan-15"],
    ["d-mmm-yy", DAY, "7-Jan-15"],
    ["yyyy年m月d日", DAY, "2015年1月7日"],
    ["dd.mm.yy hh:mm", TIME, "07.01.15 13:31"],
    ["h.mm", TIME, "13.31"],
    ["h:mm AM/PM", TIME, "1:31 PM"],
    ['hh:mm "Uhr"', TIME, "13:31 Uhr"],
    ["mm:ss.0", TIME, "31:00.5"],
    ["[h]:mm", 1.5, "36:00"],
    ["[mm]:ss", 0.5, "720:00"],
  ])("writes a day or a time as %s", (code, value, text) => {
    expect(shown(value, code)).toBe(text);
  });

  it.each([
    ["m/d/yy", DAY, "2015-01-07"],
    ["m/d/yy h:mm", TIME, "2015-01-07 13:31"],
    ["[$-F800]dddd, mmmm dd, yyyy", DAY, "2015-01-07"],
    ["[$-x-systime]h:mm:ss AM/PM", TIME, "13:31:00"],
  ])("writes the system's own format %s as ISO 8601", (code, value, text) => {
    expect(shown(value, code)).toBe(text);
  });

  it.each([
    ["0%", 0.25, "25%"],
    ["0.00%", 0.12345, "12.35%"],
    ["# ?/?", 1.5, "1 1/2"],
    ["# ??/??", 2.1429, "2 1/7"],
    ["0.00E+00", 12_345, "1.23E+04"],
    ["#,##0,", 1_234_567, "1,235"],
    ['0.0,,"M"', 1_234_567, "1.2M"],
    ["00000", 123, "00123"],
    ["0,000.0", 5, "0,005.0"],
    ["0‰", 5, "5‰"],
    ['#,##0.00 "€"', 3450.5, "3,450.50 €"],
    ["#,##0.00\\ [$€-407]", 3450.5, "3,450.50 €"],
    ["[$-407]#,##0.00", 3450.5, "3,450.50"],
    ["[$CHF] #,##0.00", 3, "CHF 3.00"],
    ['General" Stück"', 5, "5 Stück"],
    ["0.00;[Red]-0.00", -5, "-5.00"],
    ['0;-0;"–";@', 0, "–"],
    [";;;", 5, ""],
    ["[>100]0.0;0", 150, "150.0"],
    ["[>100]0.0;0", 50, "50"],
    ["[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", 2_125_551_234, "(212) 555-1234"],
    ['_-* #,##0.00\\ _€_-;\\-* #,##0.00\\ _€_-;_-* "-"??\\ _€_-;_-@_-', 1234.5, "1,234.50"],
    ["@", 12, "12"],
    ['"<"@">"', "x", "<x>"],
    ["0.00", "x", "x"],
    ["General", true, "TRUE"],
  ])("writes a value as %s", (code, value, text) => {
    expect(shown(value, code)).toBe(text);
  });

  it.each([
    [0.1 + 0.2, "0.3"],
    [1 / 3, "0.333333333"],
    [12_345_678.123_45, "12345678.12"],
    [4_006_381_333_931, "4006381333931"],
    [1.5e20, "1.5E+20"],
    [-7, "-7"],
  ])("writes %d without a format as the program does, but whole numbers in full", (value, text) => {
    expect(shown(value, "General")).toBe(text);
  });

  it("counts days from 1904 where the file does, and hours from nowhere", () => {
    expect(shown(DAY - 1462, "dd.mm.yyyy", true)).toBe("07.01.2015");
    expect(shown(1.5, "[h]:mm", true)).toBe("36:00");
    expect(shown(1.5, "0.0", true)).toBe("1.5");
  });

  it("leaves what is no format to the caller", () => {
    expect(shown(5, '0"')).toBeUndefined();
    expect(shown(5, "0".repeat(300))).toBeUndefined();
    expect(shown(5, "constructor")).toBeUndefined();
  });
});
