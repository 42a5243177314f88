import type { Passage } from "../core/passage.js";
import { words } from "../text/words.js";

/** Shorter texts, such as a row of a table, take their sense from what is around them. */
const MIN_WORDS = 8;

/**
 * Recognises passages that add nothing to better ones: the same words in the same order within one of those, under
 * the same headings. Case, punctuation and spacing don't count; every word and number does, since two
 * prices are two passages.
 */
export class NearDuplicates {
  readonly #seen: Normalised[] = [];

  /** Whether a passage repeats one of those before; if it doesn't, it is remembered. */
  isRepeat(passage: Passage): boolean {
    const own = normalise(passage);
    if (own === undefined) return false;
    if (this.#seen.some(({ heading, text }) => heading === own.heading && text.includes(own.text)))
      return true;
    this.#seen.push(own);
    return false;
  }
}

interface Normalised {
  readonly heading: string;
  /** The words with a space on either side of each, so that no part of a word is found. */
  readonly text: string;
}

/** Undefined for a text that is too short to stand for itself. */
function normalise({ heading, text }: Passage): Normalised | undefined {
  const present = words(text.toLowerCase()).map((word) => word.text);
  if (present.length < MIN_WORDS) return undefined;
  return { heading: JSON.stringify(heading), text: ` ${present.join(" ")} ` };
}
