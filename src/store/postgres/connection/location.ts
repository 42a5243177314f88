import type { VectorIndex } from "../../../core/ports/store/driver.js";

/** Where an index in PostgreSQL is, and how it is reached. */
export interface PostgresLocation {
  /** `postgres://user:password@host:port/database?sslmode=verify-full`; may be a pooler. */
  readonly url: string;
  /** A replica to search in; undefined for the primary. */
  readonly replicaUrl?: string | undefined;
  /** Where a server listens for commits, past a pooler; `url` by default. */
  readonly listenUrl?: string | undefined;
  /** How often a server looks for commits that it didn't hear of, in milliseconds; every 5 seconds by default. */
  readonly lookEveryMs?: number;
  /** Of its own, so that several Footnotes can share a database. */
  readonly schema: string;
  /** The most connections at once, to each server. */
  readonly poolSize: number;
  /** The longest that a statement of a question, or a connection, may take, in milliseconds. */
  readonly timeoutMs: number;
  /** How the dense leg searches; by default with a graph. */
  readonly vectorIndex?: VectorIndex | undefined;
  /** With a graph: from so many passages on, an HNSW index proposes the nearest; below, every vector is compared. */
  readonly graphFrom?: number;
}

/** A schema's name, as an identifier in SQL. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
