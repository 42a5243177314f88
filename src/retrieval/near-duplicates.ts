import type { Passage } from "../core/passage.js";
import { isUnspaced, words } from "../text/words.js";

/** Shorter texts, such as a row of a table, take their sense from what is around them. */
const MIN_WORDS = 8;

/** Words and numbers, and what makes another of a number: a sign before it, a currency, a unit. */
const TOKEN = /[\p{L}\p{M}\p{N}]+|(?<!\S)[-–](?=\p{N})|[\p{Sc}\p{Sm}%‰°]/gu;

/**
 * Recognises passages that add nothing to better ones: the same words in the same order within one of those, under
 * the same headings. Case, punctuation and spacing don't count; every word and number does, sign and currency
 * included, since two prices are two passages.
 */
export class NearDuplicates {
  readonly #seen: Normalised[] = [];

  /** Whether a passage repeats one of those before; if it doesn't, it is remembered. */
  isRepeat(passage: Passage): boolean {
    const own = normalise(passage);
    if (own === undefined) {
      return false;
    }
    if (this.#seen.some(({ heading, text }) => heading === own.heading && text.includes(own.text))) {
      return true;
    }
    this.#seen.push(own);
    return false;
  }
}

interface Normalised {
  readonly heading: string;
  /** The tokens with a space on either side of each, so that no part of a word is found. */
  readonly text: string;
}

/** Undefined for a text that is too short to stand for itself. */
function normalise({ heading, text }: Passage): Normalised | undefined {
  if (words(text).length < MIN_WORDS) {
    return undefined;
  }
  return { heading: JSON.stringify(heading), text: ` ${tokens(text).join(" ")} ` };
}

/** Lower case and composed: PDFs often hold `ü` as `u` and two dots. */
function tokens(text: string): string[] {
  const found = text.toLowerCase().normalize("NFC").match(TOKEN) ?? [];
  return found.flatMap((token) => (isUnspaced(token) ? words(token).map((word) => word.text) : [token]));
}
