/** Stands for an ISO 639-1 code where the language of a text can't be told. */
export const UNDETERMINED = "und";

/** A text with its language. */
export interface TextInLanguage {
  readonly text: string;
  /** ISO 639-1 or `und`. */
  readonly language: string;
}

/** Whether texts in two languages can share words: they are one language, or one of the two isn't known. */
export function sameLanguage(a: string, b: string): boolean {
  return a === b || a === UNDETERMINED || b === UNDETERMINED;
}
