import { stat } from "node:fs/promises";
import path from "node:path";
import { throwIfAborted } from "../../../core/abort.js";
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

/** A graph file, as it lies on the disk, and whether it is the one that was written. */
interface Check {
  readonly name: string;
  readonly stamp: string;
  readonly whole: Promise<boolean>;
}

/** Checks and loads the graph files of an index. A file is read through once, and again only where it was changed. */
export class GraphFiles {
  readonly #folder: string;
  readonly #signal: AbortSignal | undefined;
  /** The last one. */
  #check: Check | undefined;

  /** @param signal stops what is under way, except hnswlib */
  constructor(folder: string, signal?: AbortSignal) {
    this.#folder = folder;
    this.#signal = signal;
  }

  /** Whether all that is asked for is aborted. */
  get isClosed(): boolean {
    return this.#signal?.aborted === true;
  }

  /**
   * Reads a graph.
   * @throws Error whose message is part of a sentence, if the file is missing or isn't the one that was written; as
   *   `throwIfAborted` does
   */
  async load(file: GraphFile, dimension: number): Promise<LoadedGraph> {
    await this.check(file);
    const graph = await HnswGraph.load(path.join(this.#folder, file.name), dimension);
    throwIfAborted(this.#signal);
    return { file, graph };
  }

  /** @throws Error as `load` does */
  async check({ name, sha256: expected }: GraphFile): Promise<void> {
    throwIfAborted(this.#signal);
    const file = path.join(this.#folder, name);
    const stamp = await stampOf(file);
    let check = this.#check;
    if (check?.name !== name || check.stamp !== stamp) {
      const whole = sha256(file, this.#signal).then((found) => found === expected);
      // Prevents an unhandled rejection; those that wait are told below.
      whole.catch(() => undefined);
      check = { name, stamp, whole };
      this.#check = check;
    }
    if (!(await check.whole.finally(() => throwIfAborted(this.#signal)))) {
      throw new Error("was damaged");
    }
  }
}

/** Changes when the file is written to or replaced. @throws Error as `load` does */
async function stampOf(file: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(file, { bigint: true });
    return [ino, size, mtimeNs].join(":");
  } catch (cause) {
    throw new Error("was missing", { cause });
  }
}
