import { HnswGraph } from "../dense/hnsw-graph.js";
import { TimeSlice } from "../time-slice.js";
import type { Connection } from "./sqlite.js";
import { VectorReader } from "./vector-reader.js";

/** The largest part of a graph that may be removed vectors: they cost room, time and, in the end, recall. */
const MAX_REMOVED = 0.25;

/** The keys of all passages the connection sees, ascending. */
export function readPassageKeys(connection: Connection): number[] {
  return connection
    .prepare<{ key: number }>("SELECT key FROM passages ORDER BY key")
    .all()
    .map(({ key }) => key);
}

/** Builds a graph over every passage the connection sees; null if there are none. */
export async function buildGraph(connection: Connection, dimension: number): Promise<HnswGraph | null> {
  const { length } = readPassageKeys(connection);
  if (length === 0) return null;
  const graph = HnswGraph.create(dimension, length);
  await addPassagesAbove(0, graph, connection, dimension);
  return graph;
}

/**
 * Brings a graph over earlier passages to the passages the connection sees now.
 * @param graph is changed
 * @param earlier the keys of the passages it was built over, ascending
 * @returns false, and a graph to throw away, if building a new one is better
 */
export async function updateGraph(
  graph: HnswGraph,
  earlier: readonly number[],
  connection: Connection,
  dimension: number,
): Promise<boolean> {
  const keys = readPassageKeys(connection);
  const present = new Set(keys);
  const removed = earlier.filter((key) => !present.has(key));
  const added = keys.length - (earlier.length - removed.length);
  const size = graph.size + added;
  if (size - keys.length > MAX_REMOVED * size) return false;
  graph.reserve(size);
  for (const key of removed) graph.remove(key);
  // Keys only ever grow: whatever is above the last earlier one is new.
  await addPassagesAbove(earlier.at(-1) ?? 0, graph, connection, dimension);
  return true;
}

async function addPassagesAbove(
  key: number,
  graph: HnswGraph,
  connection: Connection,
  dimension: number,
): Promise<void> {
  const slice = new TimeSlice();
  for (const passage of new VectorReader(connection).above(key, dimension)) {
    graph.add(passage.key, passage.vector);
    if (slice.isOver) await slice.rest();
  }
}
