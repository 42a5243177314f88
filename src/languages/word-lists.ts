import type { Alternatives, NumberWords, TimeWords, WordSet } from "./language.js";

/** A set of the words of a list, which are divided by white space. */
export function wordSet(list: string): WordSet {
  return new Set(wordsOf(list));
}

/** Groups of words: a line each, its words divided by spaces. */
export function wordGroups(list: string): readonly (readonly string[])[] {
  return list
    .split("\n")
    .map(wordsOf)
    .filter((group) => group.length > 1);
}

/** The months of a year in order, divided by white space; short forms stand behind the name and a slash: `march/mar`. */
export function months(list: string): TimeWords["months"] {
  return wordsOf(list).map((month) => {
    const [name = "", ...short] = month.split("/");
    return [name, ...short];
  });
}

/** Finds any of these alternatives in a folded text, as whole words. */
export function anyOf(...alternatives: readonly Alternatives[]): RegExp {
  return new RegExp(`\\b(?:${alternatives.join("|")})\\b`, "u");
}

/** The number words of a language as lists of words divided by white space. */
export interface NumberLists {
  /** Two to twenty, then the tens to ninety. */
  readonly upToNinety: string;
  readonly one: string;
  /** Words for a thousand, a million and so on; a list each, empty for what the language has no word for. */
  readonly scales: readonly string[];
  readonly vague: string;
  readonly compound?: NumberWords["compound"];
}

/** Makes number words from lists. */
export function numberWords({ upToNinety, one, scales, vague, compound }: NumberLists): NumberWords {
  return {
    values: new Map(wordsOf(upToNinety).map((word, i) => [word, valueAt(i)])),
    one: wordSet(one),
    scales: new Map(scales.flatMap((list, i) => wordsOf(list).map((word) => [word, 1000 ** (i + 1)]))),
    vague: wordSet(vague),
    ...(compound !== undefined && { compound }),
  };
}

/** Nineteen words from 2 to 20, then the tens from 30. */
function valueAt(index: number): number {
  return index < 19 ? index + 2 : (index - 16) * 10;
}

function wordsOf(list: string): string[] {
  return list.split(/\s+/u).filter((word) => word !== "");
}
