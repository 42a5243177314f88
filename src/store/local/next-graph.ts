import { isDeepStrictEqual } from "node:util";
import { buildGraph, readPassageKeys, updateGraph } from "./build-graph.js";
import { type FiledGraph, loadGraph, saveGraph } from "./graph-file.js";
import type { Connection } from "./sqlite.js";
import type { GraphFile, IndexState } from "./state.js";

/** What the passages were when a transaction started. */
export interface EarlierPassages {
  readonly state: IndexState;
  /** Ascending. */
  readonly keys: readonly number[];
}

/**
 * Makes the next generation's graph: the earlier one if the passages are the same, else a new file, from the
 * earlier graph or from nothing, whichever is better.
 * @param writer holds the write lock
 * @returns null if there are no passages
 */
export async function nextGraph(
  writer: Connection,
  folder: string,
  earlier: EarlierPassages,
  dimension: number,
): Promise<FiledGraph | null> {
  const keys = readPassageKeys(writer);
  if (keys.length === 0) return null;
  const loaded = await loadEarlier(folder, earlier.state.graph, dimension);
  if (loaded !== null && isDeepStrictEqual(keys, earlier.keys)) return loaded;
  const canUpdate = loaded !== null && (await updateGraph(loaded.graph, earlier.keys, writer, dimension));
  const graph = canUpdate ? loaded.graph : await buildGraph(writer, dimension);
  return graph === null ? null : saveGraph(graph, folder, earlier.state.generation + 1, dimension);
}

/** Null if there is none that could be used; then a new one is built. */
async function loadEarlier(
  folder: string,
  file: GraphFile | null,
  dimension: number,
): Promise<FiledGraph | null> {
  if (file === null) return null;
  try {
    return { graph: await loadGraph(folder, file, dimension), file };
  } catch {
    return null;
  }
}
