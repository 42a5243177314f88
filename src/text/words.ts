/** A word as it stands in a text, with its place. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** The words of a text in order: runs of letters, marks and digits. Offsets are UTF-16 code units. */
export function words(text: string): Word[] {
  return Array.from(text.matchAll(WORD), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }));
}

/** Lower case without diacritics, ß as ss: what index terms are written in. */
export function fold(word: string): string {
  return word.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("ß", "ss");
}
