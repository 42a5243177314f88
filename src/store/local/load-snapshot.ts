import { isDeepStrictEqual } from "node:util";
import type { HnswGraph } from "../dense/hnsw-graph.js";
import { buildGraph } from "./build-graph.js";
import { damaged } from "./errors.js";
import { loadGraph } from "./graph-file.js";
import { readSnapshot, type Snapshot } from "./snapshot.js";
import type { Connection } from "./sqlite.js";
import { type IndexState, readState } from "./state.js";

/** The last commit's snapshot, and what its graph needed. */
export interface LoadedSnapshot {
  readonly snapshot: Snapshot;
  /** The graph that was built because its file couldn't be used, and why: part of a sentence. */
  readonly rebuilt: { readonly graph: HnswGraph; readonly reason: string } | null;
}

/**
 * Loads what the last commit made, in this or another process. A graph file that can't be used is made good
 * from the database, in memory only.
 * @param connection without a transaction
 * @throws FootnoteError `index_damaged`
 */
export async function loadSnapshot(
  connection: Connection,
  folder: string,
  exactLimit: number,
): Promise<LoadedSnapshot> {
  for (;;) {
    const state = readState(connection);
    const loaded = await tryLoadGraph(folder, state);
    connection.exec("BEGIN");
    try {
      // Someone has committed meanwhile, and has perhaps removed the graph file.
      if (!isDeepStrictEqual(readState(connection), state)) continue;
      const rebuilt = loaded.fault === null ? null : await rebuild(connection, state, loaded.fault);
      const graph = rebuilt?.graph ?? loaded.graph;
      return { snapshot: await readSnapshot(connection, state, graph, exactLimit), rebuilt };
    } finally {
      connection.exec("COMMIT");
    }
  }
}

async function tryLoadGraph(
  folder: string,
  { graph, fingerprint }: IndexState,
): Promise<{ readonly graph: HnswGraph | null; readonly fault: string | null }> {
  if (graph === null || fingerprint === null) return { graph: null, fault: null };
  try {
    return { graph: await loadGraph(folder, graph, fingerprint.dimension), fault: null };
  } catch (error) {
    return { graph: null, fault: error instanceof Error ? error.message : String(error) };
  }
}

async function rebuild(
  connection: Connection,
  { fingerprint }: IndexState,
  reason: string,
): Promise<{ readonly graph: HnswGraph; readonly reason: string }> {
  const graph = fingerprint === null ? null : await buildGraph(connection, fingerprint.dimension);
  if (graph === null) throw damaged("The index should hold passages, but there are none.");
  return { graph, reason };
}
