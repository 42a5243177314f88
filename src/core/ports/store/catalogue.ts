import type { AnalysisVersion, LoaderVersion } from "../../analysis.js";
import type { DocumentSummary, StoredDocument } from "../../document.js";
import type { Fingerprint } from "../embedder.js";
import type { DocumentInput } from "./writing.js";

/** A file as the index knows it: what an ingest compares the folder with. */
export interface FileState {
  /** The document's id. */
  readonly id: string;
  readonly path: string;
  readonly bytes: number;
  /** The file's modification time in milliseconds since 1970. */
  readonly modifiedMs: number;
  readonly contentHash: string;
  /** What made the document of it; null if an older Footnote did, which didn't record it. */
  readonly loader: LoaderVersion | null;
}

/** A file that couldn't be made a document, and why. */
export interface FileFailure {
  readonly path: string;
  /** For a person; without paths of this machine. */
  readonly reason: string;
  /** The file's size and time then: as long as they stay, trying again would be in vain. */
  readonly bytes: number;
  readonly modifiedMs: number;
  /** The loader that failed: another one may succeed. Null if an older Footnote didn't record it. */
  readonly loader: LoaderVersion | null;
  /** ISO 8601. */
  readonly failedAt: string;
}

/** The state of an index. */
export interface IndexInfo {
  /** Grows by one with every commit; 0 is an index never written. */
  readonly generation: number;
  readonly formatVersion: number;
  /** Null while nothing was written. */
  readonly fingerprint: Fingerprint | null;
  /** Null while nothing was written, or if an older Footnote did, which didn't record it. */
  readonly analysis: AnalysisVersion | null;
  /** Whether it holds a part of what its first ingest found, because that hasn't come to its end. */
  readonly isPartial: boolean;
  readonly documents: number;
  readonly passages: number;
  /** ISO 639-1 codes of the passages' languages with their number of passages. */
  readonly languages: Readonly<Record<string, number>>;
  /** What had to be repaired since the index was opened, one sentence each; all that is known after `settle`. */
  readonly repairs: readonly string[];
}

/** A part of a list that is sorted by path, in the order of code units. */
export interface Page {
  /** Only what comes after this path; the last path of one page begins the next. */
  readonly after?: string;
  /** The most entries, at least 1; all without it. */
  readonly limit?: number;
}

/** Which documents to list. */
export interface ListQuery extends Page {
  /** Only these documents; unknown ids are ignored. */
  readonly ids?: ReadonlySet<string>;
}

/** What an index holds, as the last commit left it. */
export interface Catalogue {
  info(): Promise<IndexInfo>;
  /**
   * Whether the index that was opened is still where it was. It isn't after its folder was removed or replaced: then
   * questions are answered from what was opened, but nothing can be written.
   */
  isInPlace(): Promise<boolean>;
  /** Whether it holds all documents with these ids; true of no ids. */
  has(ids: Iterable<string>): Promise<boolean>;
  /** Sorted by path. */
  documents(query?: ListQuery): Promise<readonly DocumentSummary[]>;
  document(id: string): Promise<StoredDocument | undefined>;
  /** The files of its documents, sorted by path. */
  files(query?: ListQuery): Promise<readonly FileState[]>;
  /**
   * The vectors of those of a document's texts that have these hashes, by hash (`textHash` of `EmbeddedSpan`): what
   * needn't be embedded again. Unit length; those of sentences to about .005. None of an unknown document.
   */
  vectors(documentId: string, textHashes: readonly string[]): Promise<ReadonlyMap<string, Float32Array>>;
  /**
   * A document as `put` takes it, with its vectors and terms as they are stored: what is needed to store it elsewhere
   * without embedding it again. Vectors of passages and paragraphs are those that were put; those of sentences are near
   * enough to be stored as the same bytes again. The terms of a text may be joined to one word, in another order; counts
   * above 255 may be given as 255.
   *
   * Its paragraphs are read while they are taken, in order, and all are of the document that was asked for: once a commit
   * has replaced or removed it, taking them fails with `document_not_found`.
   * @returns undefined if it isn't there
   */
  documentInput(id: string): Promise<DocumentInput | undefined>;
  /** The files that couldn't be read, sorted by path. */
  failures(page?: Page): Promise<readonly FileFailure[]>;
}
