import { format, getFormatDateInfo, isDateFormat } from "numfmt";

/** The longest format that a spreadsheet program takes, in characters (Excel specifications and limits). */
const FORMAT_MAX = 255;

/** The most digits that a number keeps exactly (Excel specifications and limits). */
const EXACT_DIGITS = 15;

/** The days between the first ones of the two date systems (ECMA-376, part 1, section 18.17.4.1). */
const DAYS_TO_1904 = 1462;

/** The number formats of one spreadsheet. */
export class NumberFormats {
  readonly #from1904: boolean;
  readonly #known = new Map<string, { readonly code: string; readonly isDay: boolean }>();

  /** @param from1904 whether the spreadsheet's days count from 1904 instead of 1900 */
  constructor(from1904: boolean) {
    this.#from1904 = from1904;
  }

  /**
   * A cell's value as the program shows it (ECMA-376, part 1, section 18.8.31), with the separators of English. What a
   * program shows in the way of the reader's country is written as ISO 8601 has it. A whole number without a format
   * keeps all its digits, where the program shows it rounded in a narrow column.
   *
   * @param code the format, such as `dd.mm.yyyy;@`
   * @returns undefined if there is no such format
   */
  shown(value: number | string | boolean, code: string): string | undefined {
    if (code.length > FORMAT_MAX) {
      return undefined;
    }
    const isPlain =
      typeof value === "string"
        ? !/[@;]/u.test(code)
        : code === "General" && Number.isInteger(value) && Math.abs(Number(value)) < 10 ** EXACT_DIGITS;
    if (isPlain) {
      return String(value);
    }
    try {
      const { code: portable, isDay } = this.#portable(code);
      const shifted = this.#from1904 && isDay && typeof value === "number" ? value + DAYS_TO_1904 : value;
      return format(portable, shifted, { dateSpanLarge: false });
    } catch {
      return undefined;
    }
  }

  #portable(code: string): { readonly code: string; readonly isDay: boolean } {
    const known = this.#known.get(code);
    if (known !== undefined) {
      return known;
    }
    const portable = portableFormat(code);
    const made = { code: portable, isDay: showsDay(portable) };
    this.#known.set(code, made);
    return made;
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
function showsDay(code: string): boolean {
  const { year, month, day } = getFormatDateInfo(code);
  return year || month || day;
}
