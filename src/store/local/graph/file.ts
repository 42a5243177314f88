import { stat } from "node:fs/promises";
import path from "node:path";
import { HnswGraph } from "../../dense/hnsw-graph.js";
import type { GraphFile } from "../database/state.js";
import { sha256, sync, unfinished } from "../folder/index-files.js";

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
  { name, lastKey, dimension }: { name: string; lastKey: number; dimension: number },
): Promise<GraphFile> {
  const file = unfinished(path.join(folder, name));
  await graph.save(file);
  await sync(file);
  await HnswGraph.load(file, dimension);
  return { name, sha256: await sha256(file), lastKey, size: graph.size };
}

/** A graph file that was read through and is whole, and how it lay on the disk then. */
export interface CheckedGraph {
  readonly name: string;
  readonly stamp: string;
}

/**
 * Reads a graph file.
 * @param checked before; the file isn't read through again, which takes as long as loading it, unless it has
 *   changed since
 * @throws Error whose message is part of a sentence, if the file is missing or isn't the one that was written
 */
export async function loadGraph(
  folder: string,
  file: GraphFile,
  dimension: number,
  checked: CheckedGraph | null = null,
): Promise<HnswGraph> {
  const isChecked = checked?.name === file.name && checked.stamp === (await stampOf(folder, file));
  if (!isChecked) {
    await checkGraph(folder, file);
  }
  return HnswGraph.load(path.join(folder, file.name), dimension);
}

/** @throws Error as `loadGraph` does */
export async function checkGraph(folder: string, file: GraphFile): Promise<CheckedGraph> {
  const stamp = await stampOf(folder, file);
  if ((await sha256(path.join(folder, file.name))) !== file.sha256) {
    throw new Error("was damaged");
  }
  return { name: file.name, stamp };
}

/** Changes when the file is written to or replaced. @throws Error as `loadGraph` does */
async function stampOf(folder: string, { name }: GraphFile): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(path.join(folder, name), { bigint: true });
    return [ino, size, mtimeNs].join(":");
  } catch (cause) {
    throw new Error("was missing", { cause });
  }
}
