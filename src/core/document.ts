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
  /** 1-based page, or null where the format has none. */
  readonly page: number | null;
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
}

/** One line of the list of documents. */
export interface DocumentSummary {
  /** Stable for a path: the same file keeps its id when its content changes. */
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
  readonly passages: number;
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly contentHash: string;
  /** ISO 8601. */
  readonly ingestedAt: string;
}

/** One document with its text. */
export interface StoredDocument extends DocumentSummary {
  readonly text: string;
  readonly headings: readonly Heading[];
}
