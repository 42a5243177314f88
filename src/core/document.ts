/** A half-open range of UTF-16 code units in a document's text: `text.slice(start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a block of a document is; the splitter treats each kind differently. */
export type BlockKind = "paragraph" | "heading" | "list" | "table" | "code";

/** A contiguous piece of a document's text that a passage never crosses. */
export interface Block extends Span {
  readonly kind: BlockKind;
  /** The headings above the block, outermost first. */
  readonly heading: readonly string[];
}

/** Where something stands, in the terms of its format; null where the format has no such thing. */
export interface Place {
  /** 1-based. */
  readonly page: number | null;
  /** 1-based. */
  readonly slide: number | null;
  /** The row as a spreadsheet program or an editor numbers it, 1-based. */
  readonly row: number | null;
  /** Seconds since the start of the recording. */
  readonly time: number | null;
}

/** From `start` up to the next mark, a document's text stands at this page, slide, row or time. */
export interface Mark {
  readonly start: number;
  readonly kind: keyof Place;
  readonly value: number;
}

/** A heading as it stands in the text. */
export interface Heading extends Span {
  /** 1 is the outermost. */
  readonly level: number;
  readonly text: string;
}

/** What a loader makes of one file: plain text and its structure, every offset into that text. */
export interface LoadedDocument {
  readonly title: string;
  readonly text: string;
  readonly headings: readonly Heading[];
  /** In reading order, not overlapping; together they hold every character that is not white space. */
  readonly blocks: readonly Block[];
  /** By ascending start, all of one kind; empty where the format has no places. */
  readonly marks: readonly Mark[];
  /** The number of pages or slides, or null where the format has neither. */
  readonly pages: number | null;
  /** The language the file says it is in, ISO 639-1; null if it doesn't say. */
  readonly language: string | null;
  /**
   * What a person should know of how the file was read: what of it isn't in the text, or may be misread. Phrases in
   * English such as `page 3: no text`; mostly none.
   */
  readonly notices: readonly string[];
}

/** One line of the list of documents. */
export interface DocumentSummary {
  /** A file keeps its id when its content changes and, as long as the index lives, when it is renamed. */
  readonly id: string;
  /** Relative to the documents folder, with `/` on every platform. */
  readonly path: string;
  readonly title: string;
  /** The loader's format name, such as `text` or `markdown`. */
  readonly format: string;
  /** ISO 639-1 code of the document's main language, `und` if it can't be told. */
  readonly language: string;
  /** The file's size in bytes. */
  readonly bytes: number;
  /** The length of the text in UTF-16 code units. */
  readonly characters: number;
  /** The number of pages or slides, or null where the format has neither. */
  readonly pages: number | null;
  readonly passages: number;
  /** What a person should know of how the file was read, as its loader says it. */
  readonly notices: readonly string[];
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly contentHash: string;
  /** ISO 8601. */
  readonly ingestedAt: string;
}

/** One document with its text. */
export interface StoredDocument extends DocumentSummary {
  readonly text: string;
  readonly headings: readonly Heading[];
  readonly marks: readonly Mark[];
}
