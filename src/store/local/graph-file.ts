import path from "node:path";
import { HnswGraph } from "../dense/hnsw-graph.js";
import { sha256, sync, unfinished } from "./index-files.js";
import type { GraphFile } from "./state.js";

/** A graph in memory and the file it is from. */
export interface LoadedGraph {
  readonly file: GraphFile;
  readonly graph: HnswGraph;
}

/**
 * Writes a graph to an unfinished file, whole and synced.
 * @param through the last key that the passages had when it was built
 * @throws Error also if the file was cut short, as on a full disk, which hnswlib doesn't notice
 */
export async function saveGraph(
  graph: HnswGraph,
  folder: string,
  { name, through, dimension }: { name: string; through: number; dimension: number },
): Promise<GraphFile> {
  const file = unfinished(path.join(folder, name));
  await graph.save(file);
  await sync(file);
  await HnswGraph.load(file, dimension);
  return { name, sha256: await sha256(file), through, size: graph.size };
}

/**
 * Reads a graph file.
 * @throws Error whose message is part of a sentence, if the file is missing or isn't the one that was written
 */
export async function loadGraph(folder: string, file: GraphFile, dimension: number): Promise<HnswGraph> {
  await checkGraph(folder, file);
  return HnswGraph.load(path.join(folder, file.name), dimension);
}

/** @throws Error as `loadGraph` does */
export async function checkGraph(folder: string, { name, sha256: expected }: GraphFile): Promise<void> {
  let found: string;
  try {
    found = await sha256(path.join(folder, name));
  } catch (cause) {
    throw new Error("was missing", { cause });
  }
  if (found !== expected) throw new Error("was damaged");
}
