import path from "node:path";
import { HnswGraph } from "../dense/hnsw-graph.js";
import { graphFileName, publish, sha256, unfinished } from "./index-files.js";
import type { GraphFile } from "./state.js";

/** A graph and the file it is in. */
export interface FiledGraph {
  readonly graph: HnswGraph;
  readonly file: GraphFile;
}

/**
 * Writes a graph as a generation's file, whole and synced. Only for the holder of the write lock.
 * @returns the graph as it was read back, by which a file cut short is noticed here and not by a reader
 */
export async function saveGraph(
  graph: HnswGraph,
  folder: string,
  generation: number,
  dimension: number,
): Promise<FiledGraph> {
  const name = graphFileName(generation);
  const file = path.join(folder, name);
  await graph.save(unfinished(file));
  const saved = await HnswGraph.load(unfinished(file), dimension);
  await publish(file);
  return { graph: saved, file: { name, sha256: await sha256(file) } };
}

/**
 * Reads a graph file.
 * @throws Error whose message is part of a sentence, if the file is missing or isn't the one that was written
 */
export async function loadGraph(
  folder: string,
  { name, sha256: expected }: GraphFile,
  dimension: number,
): Promise<HnswGraph> {
  const file = path.join(folder, name);
  let found: string;
  try {
    found = await sha256(file);
  } catch (cause) {
    throw new Error("was missing", { cause });
  }
  if (found !== expected) throw new Error("was damaged");
  return HnswGraph.load(file, dimension);
}
