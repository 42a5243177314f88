import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { FootnoteError } from "../core/errors.js";
import type { FileState } from "../core/ports/store.js";

/** A file of the documents folder. */
export interface ScannedFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly absolute: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

/** Whether a file has the size and the time that the index knows of it; then it isn't read again. */
export function isUntouched(file: ScannedFile, known: FileState | undefined): boolean {
  return known?.bytes === file.bytes && known.modifiedMs === file.modifiedMs;
}

/** A file that wasn't looked at, and why. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

/** The files of a folder and its sub-folders. */
export interface Scan {
  /** Sorted by path. */
  readonly files: readonly ScannedFile[];
  readonly skipped: readonly SkippedFile[];
}

/**
 * Lists a folder with its sub-folders. Hidden files are passed over, symbolic links are skipped: they could
 * lead out of the folder or round in a circle.
 *
 * @throws FootnoteError `documents_folder_missing`
 */
export async function scan(folder: string): Promise<Scan> {
  const found: { files: ScannedFile[]; skipped: SkippedFile[] } = { files: [], skipped: [] };
  try {
    await scanInto(found, folder, "");
  } catch (cause) {
    throw new FootnoteError(
      "documents_folder_missing",
      `The documents folder ${folder} can't be read; create it, or name another one with --documents or DOCUMENTS_DIR`,
      { cause },
    );
  }
  found.files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return found;
}

async function scanInto(
  found: { files: ScannedFile[]; skipped: SkippedFile[] },
  folder: string,
  prefix: string,
) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith(".")) continue;
    const path = prefix + entry.name;
    const absolute = join(folder, entry.name);
    if (entry.isDirectory()) {
      await scanFolder(found, absolute, path);
    } else if (entry.isFile()) {
      const { size, mtimeMs } = await stat(absolute);
      found.files.push({ path, absolute, bytes: size, modifiedMs: Math.trunc(mtimeMs) });
    } else {
      found.skipped.push({ path, reason: kind(entry) });
    }
  }
}

/** A sub-folder that can't be read doesn't stop the others. */
async function scanFolder(
  found: { files: ScannedFile[]; skipped: SkippedFile[] },
  absolute: string,
  path: string,
): Promise<void> {
  try {
    await scanInto(found, absolute, `${path}/`);
  } catch {
    found.skipped.push({ path, reason: "the folder can't be read" });
  }
}

function kind(entry: Dirent): string {
  return entry.isSymbolicLink() ? "symbolic links aren't followed" : "not a regular file";
}
