import type { LoadedDocument } from "../document.js";

/** How much of a file is read before it is refused. */
export interface LoadLimits {
  /** The longest text, in UTF-16 code units. */
  readonly characters: number;
  /** The most pages, slides or sheets. */
  readonly pages: number;
  /** The most bytes that an archive such as DOCX may unpack to. */
  readonly unpackedBytes: number;
  /** The deepest nesting of elements. */
  readonly nesting: number;
}

/** Turns one file format into text with structure. */
export interface Loader {
  /** A short name, such as `text`. */
  readonly format: string;
  /** Lower-case file extensions with the dot. */
  readonly extensions: readonly string[];
  /**
   * @param bytes the file's content
   * @param path relative to the documents folder; gives the title where the content has none
   * @throws FootnoteError `unreadable_document` if the bytes aren't of this format, hold no text where the
   *   format is known to hide some (a scanned PDF), or go beyond a limit; the message names the path
   */
  load(bytes: Uint8Array, path: string, limits: LoadLimits): Promise<LoadedDocument>;
}
