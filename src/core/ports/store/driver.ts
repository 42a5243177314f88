import type { Store } from "../store.js";

/** A place for one index: where it is opened and replaced, and where small things are kept with it. */
export interface StoreDriver {
  /**
   * Opens the index and repairs what can be repaired without the documents. Several may be open at once.
   * @param readOnly nothing is written, not even a repair, and `begin` fails
   * @throws FootnoteError `index_damaged`, `index_too_new`, `index_busy`, `invalid_configuration`; `index_empty` if it
   *   is only to be read and was never written
   */
  open(options?: { readonly readOnly?: boolean }): Promise<Store>;
  /**
   * Puts a damaged or foreign index aside, so that `open` makes a new one. It must not be open.
   * @returns where it is now, for a person; undefined if nothing was kept
   */
  replace(): Promise<string | undefined>;
  /**
   * Something small that is kept with the index, also when that is replaced.
   * @param name of letters, digits, dots and hyphens, such as `calibration.json`
   */
  attachment(name: string): Attachment;
}

/** A text that is kept with an index. */
export interface Attachment {
  /** Undefined if it was never written. */
  read(): Promise<string | undefined>;
  /** A simultaneous `read` gets the old or the new text, whole. */
  write(text: string): Promise<void>;
}
