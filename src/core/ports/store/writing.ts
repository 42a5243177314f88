import type { IndexOrigin } from "../../analysis.js";
import type { Heading, Mark, Place, Span } from "../../document.js";
import type { WordTerms } from "../../passage.js";
import type { FileFailure, FileState } from "./catalogue.js";

/** A piece of text with its vector, ready to be stored. */
export interface EmbeddedSpan extends Span {
  /** Unit length, of the fingerprint's dimension; that of a sentence to .01, as an index gives it back. */
  readonly vector: Float32Array;
  /**
   * Of exactly the text that was embedded, which may be more than the span: 128 bits, hexadecimal. The index finds the
   * vector by it.
   */
  readonly textHash: string;
}

/** A sentence ready to be stored. */
export interface SentenceInput extends EmbeddedSpan {
  /** The number of its words. */
  readonly words: number;
}

/** A passage ready to be stored. */
export interface PassageInput extends EmbeddedSpan, Place {
  readonly heading: readonly string[];
  readonly terms: readonly WordTerms[];
}

/** A paragraph with its passages and sentences; both lie inside it. */
export interface ParagraphInput extends EmbeddedSpan {
  /** ISO 639-1 or `und`; it is also the language of its passages. */
  readonly language: string;
  readonly terms: readonly WordTerms[];
  readonly passages: readonly PassageInput[];
  /** In order, not overlapping. A passage's sentences are the ones that lie inside it. */
  readonly sentences: readonly SentenceInput[];
}

/** A document ready to be stored. */
export interface DocumentInput extends FileState {
  readonly title: string;
  readonly format: string;
  readonly language: string;
  readonly text: string;
  readonly headings: readonly Heading[];
  readonly marks: readonly Mark[];
  readonly pages: number | null;
  /** As a document's summary has them. */
  readonly notices: readonly string[];
  /** Taken one by one, so that a long document is never in memory with all its vectors. */
  readonly paragraphs: Iterable<ParagraphInput> | AsyncIterable<ParagraphInput>;
}

/** What a commit says of the index that it makes. */
export interface CommitOptions {
  /** Whether the first ingest goes on after it: as `IndexInfo` has it; false by default. */
  readonly isPartial?: boolean;
}

/** One ingest's changes. Nothing is seen by readers before `commit`, and nothing after a crash before it. */
export interface StoreTransaction {
  /** Adds a document or replaces the one with its id; a failure recorded for its path is forgotten. */
  put(document: DocumentInput): Promise<void>;
  /** The document stays as it is, but its file has this size and time now. */
  touch(id: string, file: Pick<FileState, "bytes" | "modifiedMs">): Promise<void>;
  /** The document stays as it is, but its file has another path now. */
  move(id: string, file: Pick<FileState, "path" | "bytes" | "modifiedMs">): Promise<void>;
  /** Records that a file can't be read; replaces an earlier record for its path. */
  fail(failure: Omit<FileFailure, "failedAt">): Promise<void>;
  /** Forgets the failure recorded for a path; an unknown path is ignored. */
  forgetFailure(path: string): Promise<void>;
  /** Removes a document; an unknown id is ignored. */
  remove(id: string): Promise<void>;
  /** Removes every document and every failure. */
  clear(): Promise<void>;
  /** Makes the changes the new generation. */
  commit(options?: CommitOptions): Promise<void>;
  /** Forgets the changes; after `commit` it does nothing. */
  rollback(): Promise<void>;
}

/** Changes an index, one transaction at a time. */
export interface Writing {
  /**
   * Starts the only write transaction; all that is written in it is made with this. If the index holds vectors of
   * another fingerprint, or passages or terms made by other or unknown rules, the transaction starts from an empty
   * index.
   * @throws FootnoteError `index_busy` if another one is running, here or in another process
   */
  begin(origin: IndexOrigin): Promise<StoreTransaction>;
  /**
   * Waits until work that is left to the background, such as checking, building and loading a graph, is done.
   * @throws FootnoteError `aborted`; why that work failed
   */
  settle(signal?: AbortSignal): Promise<void>;
}
