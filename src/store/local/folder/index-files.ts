import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";

/** The files of an index, by their names in its folder. */
export const DATABASE = "index.sqlite";
export const MANIFEST = "manifest.json";
/** Files are read in larger pieces than usual: each costs a turn of the event loop. */
const CHUNK_BYTES = 1 << 20;

const GRAPH = /^passages-[\w-]+\.hnsw(\.tmp)?$/;

/** A name for a new graph file, which no other process gives to another one. */
export function newGraphName(): string {
  return `passages-${randomUUID()}.hnsw`;
}

/** Whether a file belongs to an index, its unfinished files included. */
export function isIndexFile(name: string): boolean {
  const others = [DATABASE, `${DATABASE}-wal`, `${DATABASE}-shm`, MANIFEST, unfinished(MANIFEST)];
  return others.includes(name) || GRAPH.test(name);
}

/** SHA-256 of a file's bytes, hexadecimal. @param signal stops reading, with an AbortError */
export async function sha256(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  const bytes = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  await pipeline(bytes, hash, { ...(signal !== undefined && { signal }) });
  return hash.digest("hex");
}

/** The name under which a file is written until it is whole. */
export function unfinished(file: string): string {
  return `${file}.tmp`;
}

/**
 * Gives a synced file that was written as `unfinished(file)` its name: a reader finds the old or the
 * new file, whole.
 */
export async function publish(file: string): Promise<void> {
  await rename(unfinished(file), file);
  // Windows doesn't sync folders, and keeps names safe by itself.
  if (process.platform !== "win32") {
    await sync(path.dirname(file), "r");
  }
}

/** Removes every graph file except some, unfinished or not. */
export async function removeOtherGraphs(
  folder: string,
  kept: readonly (string | undefined)[],
): Promise<void> {
  for (const name of await readdir(folder)) {
    const isKept = kept.some((other) => other !== undefined && [other, unfinished(other)].includes(name));
    if (GRAPH.test(name) && !isKept) {
      await rm(path.join(folder, name), { force: true });
    }
  }
}

/** Waits until a file's content, or a folder's names, are on the disk. */
export async function sync(file: string, flags: "r" | "r+" = "r+"): Promise<void> {
  const handle = await open(file, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
