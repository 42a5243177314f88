import type { LoadedDocument } from "../document.js";

/** Turns one file format into text with structure. */
export interface Loader {
  /** A short name, such as `text`. */
  readonly format: string;
  /** Lower-case file extensions with the dot. */
  readonly extensions: readonly string[];
  /**
   * @param bytes the file's content
   * @param path relative to the documents folder; gives the title where the content has none
   * @throws FootnoteError `unreadable_document` if the bytes aren't of this format
   */
  load(bytes: Uint8Array, path: string): Promise<LoadedDocument>;
}
