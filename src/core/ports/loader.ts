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

/**
 * Loads a file that another file holds, such as the attachment of an e-mail, with the loader of its format.
 * @param path of the file that holds it, ` › ` and its own name, whose extension tells the format
 * @param limits what is left of the limits of the file that holds it
 * @returns undefined if its format isn't supported, or files are held within files too deep
 * @throws FootnoteError as `Loader.load` does
 */
export type LoadPart = (
  bytes: Uint8Array,
  path: string,
  limits: LoadLimits,
) => Promise<LoadedDocument | undefined>;

/** Turns one file format into text with structure. */
export interface Loader {
  /** A short name, such as `text`. */
  readonly format: string;
  /** Lower-case file extensions with the dot. */
  readonly extensions: readonly string[];
  /**
   * @param bytes the file's content
   * @param path relative to the documents folder; gives the title where the content has none
   * @param loadPart for formats that hold other files; without it these aren't read
   * @throws FootnoteError `unreadable_document` if the bytes aren't of this format, hold no text where the
   *   format is known to hide some (a scanned PDF), or go beyond a limit; the message names the path
   */
  load(bytes: Uint8Array, path: string, limits: LoadLimits, loadPart?: LoadPart): Promise<LoadedDocument>;
}
