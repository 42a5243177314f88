import type { Fields } from "../lexical/fields.js";
import type { TermFrequencies } from "../lexical/term-frequencies.js";
import { unseal } from "./seal.js";

/** A paragraph as the lexical leg knows it. */
export interface ParagraphTerms extends Fields<TermFrequencies> {
  /** ISO 639-1 or `und`. */
  readonly language: string;
}

const NOTHING = new Uint8Array();

/** What a paragraph's row says of its terms. @throws FootnoteError `index_damaged` */
export function decodeParagraphTerms(row: {
  readonly key: number;
  readonly document: number;
  readonly terms: ArrayBuffer;
}): ParagraphTerms {
  const [language = NOTHING, words = NOTHING, grams = NOTHING] = unseal(row.terms, [row.key, row.document]);
  return { language: String.fromCharCode(...language), words, grams };
}
