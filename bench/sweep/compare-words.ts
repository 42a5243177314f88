/** How much of what a file shows is in the text that a loader made of it. */
export interface WordShare {
  readonly words: number;
  readonly missing: number;
  /** Words that are missing, the most frequent first. */
  readonly examples: readonly string[];
}

const EXAMPLES = 12;

/** Characters of scripts without spaces are words of their own. */
export const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+/gu;

/**
 * Counts the words of a reference that a text lacks, each as often as it is missing. A word that the text has only
 * inside others, or parted by white space, isn't missing: the two may only cut words in another way.
 */
export function compareWords(reference: string, text: string): WordShare {
  const left = countWords(text);
  const squeezed = normalise(text).replaceAll(/\s+/g, "");
  const missing = new Map<string, number>();
  let words = 0;
  for (const [word, count] of countWords(reference)) {
    words += count;
    const found = left.get(word);
    const lacking = found === undefined ? (squeezed.includes(word) ? 0 : count) : count - found;
    if (lacking > 0) {
      missing.set(word, lacking);
    }
  }
  const sorted = [...missing].sort(([, a], [, b]) => b - a);
  return {
    words,
    missing: sorted.reduce((sum, [, count]) => sum + count, 0),
    examples: sorted.slice(0, EXAMPLES).map(([word, count]) => (count === 1 ? word : `${word} (${count})`)),
  };
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of normalise(text).matchAll(WORD)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** In lower case, without ligatures and soft hyphens. */
export function normalise(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll("\u00ad", "");
}
