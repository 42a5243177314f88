import type { Fields } from "../../core/passage.js";
import type { Postings } from "./postings.js";

/**
 * Some passages of one language and the paragraphs around them, as the lexical leg knows them. A segment never
 * changes: what is added later makes another one, and what is removed is skipped.
 */
export interface Segment {
  /** ISO 639-1 or `und`. */
  readonly language: string;
  /** The passages' keys, ascending; a passage's number is its place here. */
  readonly keys: Uint32Array;
  /** The key of each passage's document. */
  readonly documents: Uint32Array;
  readonly passages: Fields<Postings>;
  /** Paragraphs are only scored around passages that were found: their lengths are enough. */
  readonly paragraphs: ParagraphLengths;
}

/** The lengths of paragraphs in terms, repetitions counted. */
export interface ParagraphLengths extends Fields<Uint32Array> {
  /** The key of each paragraph's document. */
  readonly documents: Uint32Array;
}
