import type { DocumentSpan } from "../../src/evaluation/gold.js";

/** A way to find passages in a folder of documents: Footnote or one of its peers. */
export interface System {
  /** How many passages the system gives unless it is told otherwise. */
  readonly usualLimit: number;
  /** Makes the whole folder searchable. @returns the number of passages */
  ingest(folder: string): Promise<number>;
  /** The best passages, best first; documents are known by their paths. */
  search(question: string, limit: number): Promise<readonly DocumentSpan[]>;
  close(): Promise<void>;
}
