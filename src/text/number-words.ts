import { findLanguage } from "../languages/find-language.js";
import type { NumberCompound, NumberWords } from "../languages/language.js";
import { fold } from "./words.js";

/** A year from 1000 to 2099, as a part of regular expressions: other numbers of four digits seldom say when. */
export const YEAR = "(?:1\\d|20)\\d\\d";

/** What a number word says: `zwölf` 12, `einundzwanzig` 21, `zweihundert` 200; undefined for any other word. */
export function numberWord(word: string, language: string): number | undefined {
  const numbers = findLanguage(language)?.numbers;
  return numbers && valueOfWord(fold(word), numbers);
}

/** What a word multiplies the number before it by; undefined if it doesn't. */
export function scaleWord(word: string, language: string): number | undefined {
  return findLanguage(language)?.numbers.scales.get(fold(word));
}

/** What a word adds to the tens before it: `one` in "twenty-one", where it is a number and no article. */
export function unitAfterTens(word: string, language: string): number | undefined {
  const numbers = findLanguage(language)?.numbers;
  const folded = fold(word);
  const value = numbers?.one.has(folded) ? 1 : numbers?.values.get(folded);
  return value !== undefined && value < 10 ? value : undefined;
}

/** Whether a word says a number or a quantity, as precisely as `sixteen` or as vaguely as `many`. */
export function saysQuantity(word: string, language: string): boolean {
  const numbers = findLanguage(language)?.numbers;
  if (numbers === undefined) {
    return false;
  }
  const folded = fold(word);
  return (
    numbers.vague.has(folded) ||
    numbers.scales.has(folded) ||
    valueOfWord(folded, numbers) !== undefined ||
    (numbers.compound?.countsBeginnings === true && beginsWithNumber(folded, numbers.values))
  );
}

function beginsWithNumber(folded: string, values: NumberWords["values"]): boolean {
  for (const number of values.keys()) {
    if (folded.startsWith(number)) {
      return true;
    }
  }
  return false;
}

function valueOfWord(folded: string, { values, compound }: NumberWords): number | undefined {
  return (
    values.get(folded) ??
    (compound && folded !== compound.one ? compoundValue(folded, values, compound) : undefined)
  );
}

/** `dreitausend`, `zweihundertfünfzig`, `eenentwintig`; `hundert` and `tausend` alone are too vague to be compared. */
function compoundValue(
  folded: string,
  values: ReadonlyMap<string, number>,
  { one, and, hundred, thousand }: NumberCompound,
): number | undefined {
  // Most words are none, which these tell.
  if (!folded.includes(and) && !folded.includes(hundred) && !folded.includes(thousand)) {
    return undefined;
  }
  const unit = (word: string) => (word === one ? 1 : values.get(word));
  const belowHundred = (word: string): number | undefined => {
    const whole = unit(word);
    if (whole !== undefined) {
      return whole;
    }
    for (const [tens, value] of values) {
      const added =
        value < 20 || !word.endsWith(and + tens) ? undefined : unit(word.slice(0, -(and + tens).length));
      if (added !== undefined && added < 10) {
        return value + added;
      }
    }
    return undefined;
  };
  const belowThousand = (word: string) => multiple(word, hundred, 100, belowHundred);
  return multiple(folded, thousand, 1000, belowThousand);
}

/** A number in front of a word for a hundred or a thousand, and one behind it; either may be left out, but not both. */
function multiple(
  word: string,
  scale: string,
  factor: number,
  read: (part: string) => number | undefined,
): number | undefined {
  const at = word.indexOf(scale);
  if (at < 0 || word === scale) {
    return read(word);
  }
  const [before, behind] = [word.slice(0, at), word.slice(at + scale.length)];
  const count = before === "" ? 1 : read(before);
  const rest = behind === "" ? 0 : read(behind);
  return count === undefined || rest === undefined ? undefined : count * factor + rest;
}
