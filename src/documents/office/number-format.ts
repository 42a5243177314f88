import { format, getFormatDateInfo, isDateFormat } from "numfmt";

/** The longest format that a spreadsheet program takes, in characters (Excel specifications and limits). */
const FORMAT_MAX = 255;

/** The most digits that a number keeps exactly (Excel specifications and limits). */
const EXACT_DIGITS = 15;

/** The days between the first ones of the two date systems (ECMA-376, part 1, section 18.17.4.1). */
const DAYS_TO_1904 = 1462;

/** How a spreadsheet writes the values of its cells. */
export interface NumberFormatOptions {
  /** Whether its days count from 1904 instead of 1900. */
  readonly from1904: boolean;
}

/**
 * A cell's value as the program shows it (ECMA-376, part 1, section 18.8.31), with the separators of English. What a
 * program shows in the way of the reader's country is written as ISO 8601 has it. A whole number without a format
 * keeps all its digits, where the program shows it rounded in a narrow column.
 *
 * @param code the format, such as `dd.mm.yyyy;@`
 * @returns undefined if there is no such format
 */
export function formattedValue(
  value: number | string | boolean,
  code: string,
  { from1904 }: NumberFormatOptions,
): string | undefined {
  if (code.length > FORMAT_MAX) {
    return undefined;
  }
  if (code === "General" && Number.isInteger(value) && Math.abs(Number(value)) < 10 ** EXACT_DIGITS) {
    return String(value);
  }
  try {
    const portable = portableFormat(code);
    const shifted = from1904 && typeof value === "number" && isDay(portable) ? value + DAYS_TO_1904 : value;
    return format(portable, shifted, { dateSpanLarge: false });
  } catch {
    return undefined;
  }
}

/** The format without what depends on the reader's country. */
function portableFormat(code: string): string {
  if (/^m\/d\/yy$|\[\$-(?:F800|x-sysdate)\]/iu.test(code)) {
    return "yyyy-mm-dd";
  }
  if (/^m\/d\/yy h:mm$/iu.test(code)) {
    return "yyyy-mm-dd hh:mm";
  }
  if (/\[\$-(?:F400|x-systime)\]/iu.test(code)) {
    return "hh:mm:ss";
  }
  return isDateFormat(code) ? code : withoutLocale(code);
}

/** A format's locale names months and days; the separators of numbers are always the system's. */
function withoutLocale(code: string): string {
  return code.replace(/\[\$([^\]-]*)-[^\]]*\]/gu, (_, currency: string) =>
    currency === "" ? "" : `[$${currency}]`,
  );
}

/** Whether a format shows a day, not only a time or a duration. */
function isDay(code: string): boolean {
  const { year, month, day } = getFormatDateInfo(code);
  return year || month || day;
}
