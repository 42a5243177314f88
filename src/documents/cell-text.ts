/** The longest name of a column or row, in characters; longer cells are prose. */
export const NAME_MAX = 60;

/** The text with every run of white space as one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

/**
 * Whether a cell holds nothing but a number, a day or a time, with separators, sign, unit of money or measure, or per
 * cent.
 */
export function isNumber(cell: string): boolean {
  return NUMBER.test(cell.trim());
}

/** Whether a cell could be the name of a column: short, and without digits. */
export function isColumnName(cell: string): boolean {
  return cell !== "" && cell.length <= NAME_MAX && !/\d/u.test(cell);
}

/** Whether a cell holds nothing but a year, a month or a day in digits, which may be the name of a column. */
export function isPeriod(cell: string): boolean {
  return PERIOD.test(cell.trim());
}

/** `2023`, `2023/24`, `01/2023`, `2023-01`, `31.12.2023`, `31.12.`, `2023-12-31`. */
const PERIOD =
  /^(?:(?:1[89]|20)\d\d(?:[/–-](?:\d\d){1,2}(?:-\d\d)?)?|\d\d?[./-](?:1[89]|20)\d\d|\d\d?[./-]\d\d?(?:[./-](?:\d\d){1,2}|\.))$/u;

/** Whether a cell holds nothing but a unit, perhaps in brackets: what a row below a header may say. */
export function isUnit(cell: string): boolean {
  return UNIT.test(cell.trim());
}

/** Units of money and measure as they stand in tables of all languages. */
const UNITS =
  "[%‰€$£¥]|EUR|USD|CHF|GBP|T€|TEUR|[kcm]?m[²³23]?|[µμ]m|ha|[km]?g|t|[mhc]?l|[km]?W|[kMG]Wh|[km]?V|m?A|[kMGT]i?B|°C?|K|h|min|m?s|Stk|Stück|pcs|bar|k?Pa|N|k?J|kcal|[kMG]?Hz";
const UNIT = new RegExp(`^(?:(?:in )?(?:${UNITS})|\\[(?:${UNITS})\\]|\\((?:${UNITS})\\))$`, "u");
const NUMBER = new RegExp(
  `^[(]?[-+−±]?(?:[$€£¥]|[A-Z]{3}(?= ?\\d))?\\s?[-+−]?\\d[\\d.,:'’/\\s-]*(?:E[-+]?\\d+)?\\s?(?:${UNITS})?[)]?$`,
  "u",
);
