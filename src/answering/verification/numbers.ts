import type { TextInLanguage } from "../../core/language.js";
import { numberWord, scaleWord, unitAfterTens } from "../../text/number-words.js";
import { withoutNumericMonths } from "./dates.js";

/** Digits with separators between them; a space counts as one only between groups of three. */
const TOKEN =
  /(?!0[.,])\p{Nd}{1,3}(?:[.,'’\u{A0}\u{202F} ]\p{Nd}{3})+(?:[.,]\p{Nd}+)?(?!\p{Nd})|\p{Nd}+(?:[.,]\p{Nd}+)?|\p{L}[\p{L}\p{M}-]*/gu;

/**
 * The numbers that a text says, in one form: `30.000`, `30,000` and `30 thousand` are `30000`, `4,50` is `4.5`,
 * `zwölf` is `12`. Whether a separator divides thousands goes by three digits behind it, as it is usual.
 */
export function numbersIn({ text, language }: TextInLanguage): Set<string> {
  const found = new Set<string>();
  let last: number | undefined;
  let lastWasWord = false;
  const flush = () => {
    if (last !== undefined) {
      found.add(String(last));
    }
    last = undefined;
  };
  for (const [token] of withoutNumericMonths(text).matchAll(TOKEN)) {
    if (/^\p{Nd}/u.test(token)) {
      flush();
      last = digits(token);
      lastWasWord = false;
      continue;
    }
    const scale = scaleWord(token, language);
    if (scale !== undefined && last !== undefined) {
      last *= scale;
      flush();
      continue;
    }
    for (const part of numberWord(token, language) === undefined ? token.split("-") : [token]) {
      const value = numberWord(part, language);
      // "twenty-one" and "twenty one" are one number.
      const unit = unitAfterTens(part, language);
      if (lastWasWord && last !== undefined && isTens(last) && unit !== undefined) {
        last += unit;
      } else {
        flush();
        last = value;
      }
      lastWasWord = value !== undefined;
    }
  }
  flush();
  return found;
}

function isTens(value: number): boolean {
  return value >= 20 && value < 100 && value % 10 === 0;
}

function digits(token: string): number {
  const western = token.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
  const grouped = /^(?!0)\d{1,3}(?:\D\d{3})+(?!\d)/u.exec(western)?.[0] ?? "";
  const whole = grouped.replace(/\D/gu, "");
  const rest = western.slice(grouped.length).replace(",", ".");
  return Number(`${whole}${rest}`);
}

/** Unicode keeps the ten digits of a script in order, beginning at a multiple of the block's layout. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) {
    zero--;
  }
  return code - zero;
}
