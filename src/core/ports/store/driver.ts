import type { Store } from "../store.js";
import type { IndexInfo } from "./catalogue.js";

/**
 * How the passages nearest to a question are found: by an HNSW graph, which may miss one now and then, or by looking at
 * the vector of every passage.
 */
export type VectorIndex = "hnsw" | "exact";

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
   * Brings what the index is kept in to the version of this Footnote, as `open` does, and makes it if it isn't there.
   * @returns undefined if this store has nothing to migrate
   * @throws FootnoteError `index_too_new`, `invalid_configuration`
   */
  migrate(): Promise<Migration | undefined>;
  /**
   * Puts a damaged or foreign index aside, so that `open` makes a new one. It must not be open.
   * @returns where it is now, for a person; undefined if nothing was kept
   */
  replace(): Promise<string | undefined>;
  /** Removes the index and all that is kept with it, for good; nothing if there is none. It must not be open. */
  remove(): Promise<void>;
  /**
   * Writes what the last commit made to a new file, while others read and write the index. What was written has been
   * read again and is whole.
   * @param file an absolute path; it mustn't exist
   * @returns what the file holds
   * @throws FootnoteError `index_empty`, `index_damaged`, `index_too_new`, `aborted`; `backup_unsupported` if this store
   *   is backed up by other means
   */
  backUp(file: string, signal?: AbortSignal): Promise<IndexInfo>;
  /**
   * Puts what `backUp` wrote in the place of all that the index holds, in one commit, which open stores notice as they
   * notice every other: searches give the passages of either generation, never of both.
   * @throws FootnoteError `index_busy` if a transaction is running; `backup_damaged`, `backup_too_new`,
   *   `backup_too_old`; `index_damaged` or `index_too_new` if there is an index that can't be opened; `aborted`;
   *   `backup_unsupported`
   */
  restore(file: string, options?: RestoreOptions): Promise<void>;
  /**
   * Something small that is kept with the index, also when that is replaced.
   * @param name of letters, digits, dots and hyphens, such as `calibration.json`
   */
  attachment(name: string): Attachment;
}

/** What was migrated. */
export interface Migration {
  /** For a person, such as `the schema footnote`. */
  readonly place: string;
  /** The version that was found, 0 if there was none; the same as `to` if there was nothing to do. */
  readonly from: number;
  readonly to: number;
}

/** How to restore an index. */
export interface RestoreOptions {
  /**
   * Runs right before the commit: the index still shows what it held before, and nobody can change that. If it fails,
   * nothing is restored.
   */
  readonly beforeCommit?: (() => Promise<void>) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A text that is kept with an index. */
export interface Attachment {
  /** Undefined if it was never written. */
  read(): Promise<string | undefined>;
  /** A simultaneous `read` gets the old or the new text, whole. */
  write(text: string): Promise<void>;
  /**
   * Writes a text if none was written yet: of several processes that try at once, one wins. On a disk only the user
   * that the process runs as can read it, so it may be a secret.
   * @returns what is kept now
   */
  create(text: string): Promise<string>;
}
