import type { Catalogue } from "./store/catalogue.js";
import type { Searching } from "./store/searching.js";
import type { Writing } from "./store/writing.js";

/** Holds documents, passages, vectors and terms, and searches them. */
export interface Store extends Catalogue, Writing, Searching {
  /** Rolls back a transaction that is open. After it, every call fails but another `close`. */
  close(): Promise<void>;
}
