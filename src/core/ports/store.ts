import type { DocumentSummary, Heading, Mark, Place, Span, StoredDocument } from "../document.js";
import type { Candidate, Terms, WordTerms } from "../passage.js";
import type { Fingerprint } from "./embedder.js";

/** A piece of text with its vector, ready to be stored. */
export interface EmbeddedSpan extends Span {
  /** Unit length, of the fingerprint's dimension. */
  readonly vector: Float32Array;
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
  readonly sentences: readonly EmbeddedSpan[];
}

/** A file as the index knows it: what an ingest compares the folder with. */
export interface FileState {
  /** The document's id. */
  readonly id: string;
  readonly path: string;
  readonly bytes: number;
  /** The file's modification time in milliseconds since 1970. */
  readonly modifiedMs: number;
  readonly contentHash: string;
}

/** A file that couldn't be made a document, and why. */
export interface FileFailure {
  readonly path: string;
  /** For a person; without paths of this machine. */
  readonly reason: string;
  /** The file's size and time then: as long as they stay, trying again would be in vain. */
  readonly bytes: number;
  readonly modifiedMs: number;
  /** ISO 8601. */
  readonly failedAt: string;
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
  /** Taken one by one, so that a long document is never in memory with all its vectors. */
  readonly paragraphs: Iterable<ParagraphInput> | AsyncIterable<ParagraphInput>;
}

/** The state of an index. */
export interface IndexInfo {
  /** Grows by one with every commit; 0 is an index never written. */
  readonly generation: number;
  readonly formatVersion: number;
  /** Null while nothing was written. */
  readonly fingerprint: Fingerprint | null;
  readonly documents: number;
  readonly passages: number;
  /** ISO 639-1 codes of the passages' languages with their number of passages. */
  readonly languages: Readonly<Record<string, number>>;
  /** What had to be repaired when the index was opened, one sentence each. */
  readonly repairs: readonly string[];
}

/** A question in the form the index searches by. */
export interface StoreQuery {
  /** Unit length. */
  readonly vector: Float32Array;
  /** The question's terms for passages of each language; a language without an entry is searched by vector only. */
  readonly terms: ReadonlyMap<string, Terms>;
  /** The most candidates each leg contributes. */
  readonly limit: number;
  /** Only these documents, by id. */
  readonly documents?: ReadonlySet<string>;
}

/** Candidates of both legs and what finding them took. */
export interface StoreResult {
  /** Each passage once, in no particular order. */
  readonly candidates: readonly Candidate[];
  /** Milliseconds. */
  readonly timings: { readonly lexical: number; readonly dense: number };
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
  commit(): Promise<void>;
  /** Forgets the changes; after `commit` it does nothing. */
  rollback(): Promise<void>;
}

/** Holds documents, passages, vectors and terms, and searches them. */
export interface Store {
  info(): Promise<IndexInfo>;
  /** Sorted by path. */
  documents(): Promise<readonly DocumentSummary[]>;
  document(id: string): Promise<StoredDocument | undefined>;
  files(): Promise<readonly FileState[]>;
  /** The files that couldn't be read, sorted by path. */
  failures(): Promise<readonly FileFailure[]>;
  /**
   * Loads what searching needs, which otherwise the first search does; later commits of this process then
   * bring it up to date before they return.
   */
  warmUp(): Promise<void>;
  /** Waits until work that commits leave to the background, such as building the graph, is done. */
  settle(signal?: AbortSignal): Promise<void>;
  /**
   * @throws FootnoteError `fingerprint_mismatch` if the vector's dimension isn't the index's
   */
  search(query: StoreQuery): Promise<StoreResult>;
  /**
   * Starts the only write transaction; every vector written in it has this fingerprint. If the index holds
   * vectors of another fingerprint, the transaction starts from an empty index.
   * @throws FootnoteError `index_busy` if another one is running, here or in another process
   */
  begin(fingerprint: Fingerprint): Promise<StoreTransaction>;
  close(): Promise<void>;
}
