import { mkdir, readdir, rename } from "node:fs/promises";
import path from "node:path";
import { isMissingFile } from "../../../core/missing-file.js";
import { DATABASE, isIndexFile } from "./index-files.js";

/**
 * Moves a damaged index out of the way, into a folder beside it, so that a new one can be built. Nothing is
 * deleted. No process should have the index open.
 * @returns the folder it is in now, or undefined if there was nothing to move
 */
export async function setIndexAside(indexDir: string): Promise<string | undefined> {
  const names = (await namesIn(indexDir)).filter(isIndexFile);
  if (names.length === 0) {
    return undefined;
  }
  const aside = path.join(indexDir, `damaged-${new Date().toISOString().replace(/[:.]/g, "-")}`);
  await mkdir(aside);
  // The database last: should this be interrupted, a new database never meets the old one's log.
  for (const name of names.sort((a, b) => Number(a === DATABASE) - Number(b === DATABASE))) {
    await moveIfThere(path.join(indexDir, name), path.join(aside, name));
  }
  return aside;
}

/** None of a folder that isn't there. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissingFile(error)) {
      return [];
    }
    throw error;
  }
}

/** SQLite's side files go when the last connection does, which libsql may only close when it is garbage collected. */
async function moveIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!isMissingFile(error)) {
      throw error;
    }
  }
}
