import type { Fields, LexicalText } from "../lexical/language-index.js";
import type { TermFrequencies } from "../lexical/term-frequencies.js";
import { unseal } from "./seal.js";
import type { Connection } from "./sqlite.js";

/** A paragraph's terms. */
export interface ParagraphTerms extends LexicalText {
  readonly key: number;
  /** The key of its document. */
  readonly document: number;
}

/** A passage's terms. */
export interface PassageTerms extends Fields<TermFrequencies> {
  readonly key: number;
  /** The key of its paragraph. */
  readonly paragraph: number;
}

const NOTHING = new Uint8Array();

/** The terms of every paragraph the connection sees. @throws FootnoteError `index_damaged` */
export function* readParagraphTerms(connection: Connection): Generator<ParagraphTerms, void> {
  const rows = connection.prepare<{ key: number; document: number; terms: ArrayBuffer }>(
    "SELECT key, document, terms FROM paragraphs",
  );
  for (const row of rows.iterate()) {
    yield { key: row.key, document: row.document, ...decodeParagraphTerms(row) };
  }
}

/** The terms of every passage the connection sees, by ascending key. @throws FootnoteError `index_damaged` */
export function* readPassageTerms(connection: Connection): Generator<PassageTerms, void> {
  const rows = connection.prepare<{ key: number; paragraph: number; terms: ArrayBuffer }>(
    "SELECT key, paragraph, terms FROM passages ORDER BY key",
  );
  for (const { key, paragraph, terms } of rows.iterate()) {
    const [words = NOTHING, grams = NOTHING] = unseal(terms, [key, paragraph]);
    yield { key, paragraph, words, grams };
  }
}

/** What a paragraph's row says of its terms. @throws FootnoteError `index_damaged` */
export function decodeParagraphTerms(row: {
  readonly key: number;
  readonly document: number;
  readonly terms: ArrayBuffer;
}): LexicalText {
  const [language = NOTHING, words = NOTHING, grams = NOTHING] = unseal(row.terms, [row.key, row.document]);
  return { language: String.fromCharCode(...language), words, grams };
}
