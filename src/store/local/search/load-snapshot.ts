import { isDeepStrictEqual } from "node:util";
import type { VectorIndex } from "../../../core/ports/store/driver.js";
import type { Connection } from "../database/sqlite.js";
import { type GraphFile, type IndexState, readState } from "../database/state.js";
import { type CheckedGraph, type LoadedGraph, loadGraph } from "../graph/file.js";
import { readSnapshot, type Snapshot } from "./snapshot.js";

/** Loads graphs for snapshots. */
export interface GraphSource {
  readonly folder: string;
  readonly vectorIndex: VectorIndex;
  /** What was checked when the index was opened. */
  readonly checked: CheckedGraph | null;
  /** Called with a graph on record whose file can't be used, and why: part of a sentence. */
  readonly onUnusable: (file: GraphFile, fault: string) => void;
}

/**
 * Loads what the last commit made, in this or another process. Where the graph's file can't be used, the
 * snapshot looks at every vector.
 * @param connection without a transaction
 * @param known an earlier generation, which is kept as far as it is still true
 * @throws FootnoteError `index_damaged`
 */
export async function loadSnapshot(
  connection: Connection,
  source: GraphSource,
  known: Snapshot | undefined,
): Promise<Snapshot> {
  for (;;) {
    const before = readState(connection);
    const graph = await findGraph(connection, before, source, known);
    connection.exec("BEGIN");
    try {
      const state = readState(connection);
      // Another commit may have come in between. The graph can still be used if it is of the same vectors.
      const isSame = state.graph?.name === before.graph?.name;
      if (isSame && isDeepStrictEqual(state.fingerprint, before.fingerprint)) {
        return await readSnapshot(connection, state, graph, known);
      }
    } finally {
      connection.exec("COMMIT");
    }
  }
}

/**
 * The graph on record, if it is to be used and can be.
 * @param connection of which the state was read
 * @param known whose graph is in memory already
 */
export async function findGraph(
  connection: Connection,
  { graph: file, fingerprint }: IndexState,
  { folder, vectorIndex, checked, onUnusable }: GraphSource,
  known: Snapshot | undefined,
): Promise<LoadedGraph | null> {
  if (file === null || fingerprint === null || vectorIndex === "exact") {
    return null;
  }
  const loaded = known?.dense?.graph ?? null;
  if (loaded?.file.name === file.name) {
    return loaded;
  }
  try {
    return { file, graph: await loadGraph(folder, file, fingerprint.dimension, checked) };
  } catch (error) {
    // Unless another process has replaced it meanwhile.
    if (connection.inTransaction || readState(connection).graph?.name === file.name) {
      onUnusable(file, error instanceof Error ? error.message : String(error));
    }
    return null;
  }
}
