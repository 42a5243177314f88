/** Stands for the number of a page, or for how many there are, in the text of a header or footer. */
export const PAGE_NUMBER = "\ufffc";

/** With the word in front, such as `Page`, and what stands between the page and how many there are. */
const NUMBERED = /(?:\p{L}{1,20}\.?\s)?\ufffc(?:\s?(?:\p{L}{1,20}|\/)\s?\ufffc)?/gu;

const SEPARATORS = /^[\s\p{Pd}|·•/]{1,20}|[\s\p{Pd}|·•/]{1,20}$/gu;

/** A line of a header or footer, its spaces single, without the numbers of pages and the words that name them. */
export function withoutPageNumbers(line: string): string {
  return line.replace(NUMBERED, "").replace(SEPARATORS, "");
}
