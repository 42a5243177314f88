const GRAM = 4;

/** A Chinese word has two characters as a rule. */
const UNSPACED_GRAM = 2;

/** The character 4-grams of a folded word; a word of up to four letters counts whole. */
export function grams(folded: string): string[] {
  return gramsOf(folded, GRAM);
}

/**
 * The overlapping pairs of characters of a folded run in a script without spaces, as Lucene's CJK analyser
 * takes them: they match wherever a dictionary would cut.
 */
export function unspacedGrams(folded: string): string[] {
  return gramsOf(folded, UNSPACED_GRAM);
}

function gramsOf(text: string, length: number): string[] {
  const characters = Array.from(text);
  if (characters.length <= length) {
    return [text];
  }
  return Array.from({ length: characters.length - length + 1 }, (_, i) =>
    characters.slice(i, i + length).join(""),
  );
}
