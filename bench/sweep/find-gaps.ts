import { normalise, WORD } from "./compare-words.js";

/** A sentence longer than this is a table or a list without full stops, which a text may order in another way. */
const MOST_WORDS = 80;

/** Longer texts aren't looked at: the time grows with the square, and loading processes would seem to have hung. */
const MOST_CHARACTERS = 1_000_000;

/** How many words before and after a gap have to be in the text, so that it isn't found by chance. */
const LEAST_AROUND = 2;

/**
 * Finds sentences of a reference that a text has without some words in their midst, such as "Please read on how to do
 * that" for "Please read the guide on how to do that". Few words are lost that way, but the sentence says another thing.
 * @returns each sentence with what is missing in brackets
 */
export function findGaps(reference: string, text: string): string[] {
  if (text.length > MOST_CHARACTERS) {
    return [];
  }
  const squeezed = wordsOf(text).join("");
  const gaps: string[] = [];
  // Most sentences come in the order of the reference, so each is looked for behind the last first.
  let last = 0;
  for (const sentence of reference.split(/(?<=[.!?])\s+|\n\s*\n/u)) {
    const words = wordsOf(sentence);
    const joined = words.join("");
    const at = squeezed.indexOf(joined, last);
    if (at >= 0) {
      last = at + joined.length;
    } else if (words.length <= MOST_WORDS && !squeezed.includes(joined)) {
      const gap = gapIn(words, squeezed);
      if (gap !== undefined) {
        gaps.push(gap);
      }
    }
  }
  return gaps;
}

function wordsOf(text: string): string[] {
  return Array.from(normalise(text).matchAll(WORD), ([word]) => word);
}

function gapIn(words: readonly string[], squeezed: string): string | undefined {
  const before = longestStart(words, squeezed);
  const start = words.slice(0, before).join("");
  const behind = squeezed.indexOf(start) + start.length;
  const after = words.findIndex(
    (_, place) => place > before && squeezed.startsWith(words.slice(place).join(""), behind),
  );
  if (before < LEAST_AROUND || after < 0 || words.length - after < LEAST_AROUND) {
    return undefined;
  }
  const missing = words.slice(before, after);
  // Signs of notes are left out on purpose.
  if (missing.every((word) => /^\p{N}+$/u.test(word))) {
    return undefined;
  }
  return [...words.slice(0, before), `[${missing.join(" ")}]`, ...words.slice(after)].join(" ");
}

/** How many words from the first on stand in the text one behind the other, by bisection. */
function longestStart(words: readonly string[], squeezed: string): number {
  let found = 0;
  let beyond = words.length;
  while (beyond - found > 1) {
    const middle = (found + beyond) >>> 1;
    if (squeezed.includes(words.slice(0, middle).join(""))) {
      found = middle;
    } else {
      beyond = middle;
    }
  }
  return found;
}
