import type { Compounds } from "../languages/language.js";

/**
 * The fewest letters of a compound and of its parts: shorter words are seldom compounds, and shorter parts stand in
 * words by chance.
 */
const LEAST_LETTERS = 9;
const LEAST_PART = 4;

/** The most parts that a word is split into: words of more parts are rare, and their first parts say little. */
const MOST_PARTS = 3;

/**
 * The words that a compound is made of, in order: German `staatssicherheitsbehörden` → `staat`, `sicherheit`, `behörden`.
 * The longest last part that is a word is taken first, since it says what kind of thing the whole is.
 *
 * @param word in lower case
 * @param compounds how the word's language makes compounds
 * @param isWord whether a part is a word of its own
 * @returns nothing for a word that isn't made of words
 */
export function compoundParts(
  word: string,
  compounds: Compounds,
  isWord: (part: string) => boolean,
): readonly string[] {
  return word.length < LEAST_LETTERS ? [] : (split(word, compounds, isWord, MOST_PARTS) ?? []);
}

function split(
  word: string,
  compounds: Compounds,
  isWord: (part: string) => boolean,
  most: number,
): string[] | undefined {
  for (let at = LEAST_PART; at <= word.length - LEAST_PART; at++) {
    const last = word.slice(at);
    if (compounds.endings.has(last) || !isWord(last)) {
      continue;
    }
    for (const first of withoutLink(word.slice(0, at), compounds)) {
      if (isWord(first)) {
        return [first, last];
      }
      const parts = most > 2 ? split(first, compounds, isWord, most - 1) : undefined;
      if (parts !== undefined) {
        return [...parts, last];
      }
    }
  }
  return undefined;
}

/** What may stand before the last part, with and without each link at its end. */
function withoutLink(head: string, { links }: Compounds): string[] {
  return links
    .filter((link) => head.endsWith(link))
    .map((link) => head.slice(0, head.length - link.length))
    .filter((first) => first.length >= LEAST_PART);
}
