import { isDeepStrictEqual } from "node:util";
import type { VectorIndex } from "../../../core/ports/store/driver.js";
import type { Connection } from "../database/sqlite.js";
import { type GraphFile, type IndexState, readState } from "../database/state.js";
import type { GraphFiles, LoadedGraph } from "../graph/file.js";
import { readSnapshot, type Snapshot } from "./snapshot.js";

/** Loads graphs for snapshots. */
export interface GraphSource {
  readonly files: GraphFiles;
  readonly vectorIndex: VectorIndex;
  /** Called with a graph on record whose file can't be used, and why: part of a sentence. */
  readonly onUnusable: (file: GraphFile, fault: string) => void;
}

/**
 * Loads what the last commit made, in this or another process, without waiting for its graph.
 * @param connection without a transaction
 * @param known an earlier generation, which is kept as far as it is still true
 * @throws FootnoteError `index_damaged`
 */
export async function loadSnapshot(connection: Connection, known: Snapshot | undefined): Promise<Snapshot> {
  connection.exec("BEGIN");
  try {
    const state = readState(connection);
    return await readSnapshot(connection, state, knownGraph(state, known), known);
  } finally {
    connection.exec("COMMIT");
  }
}

/**
 * The graph in memory, if it is of the same vectors: it need not be the one on record, which holds more. Null where there
 * is none, or none is wanted any more.
 */
export function knownGraph(
  { graph, fingerprint }: IndexState,
  known: Snapshot | undefined,
): LoadedGraph | null {
  const isSame = isDeepStrictEqual(known?.state.fingerprint, fingerprint);
  return graph === null || !isSame ? null : (known?.dense?.graph ?? null);
}

/**
 * Loads the graph on record, if it is to be used and can be.
 * @param reader always sees the last commit
 * @returns null also once the files are closed
 */
export async function findGraph(
  reader: Connection,
  { graph: file, fingerprint }: IndexState,
  { files, vectorIndex, onUnusable }: GraphSource,
): Promise<LoadedGraph | null> {
  if (file === null || fingerprint === null || vectorIndex === "exact") {
    return null;
  }
  try {
    return await files.load(file, fingerprint.dimension);
  } catch (error) {
    // Unless another process has replaced it meanwhile.
    if (!files.isClosed && readState(reader).graph?.name === file.name) {
      onUnusable(file, error instanceof Error ? error.message : String(error));
    }
    return null;
  }
}
