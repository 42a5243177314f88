import type { Dirent } from "node:fs";
import { lstat, readdir, realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import { FootnoteError } from "../core/errors.js";
import { isMissingFile } from "../core/missing-file.js";
import { type IgnoreRules, isIgnored, readIgnoreRules } from "./ignore-rules.js";

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
export function isUntouched(
  file: ScannedFile,
  known: Pick<ScannedFile, "bytes" | "modifiedMs"> | undefined,
): boolean {
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
  /** How many files and folders `.footnoteignore` leaves out. */
  readonly ignored: number;
  /** Paths of sub-folders that can't be read for now, with `/` behind: what they hold isn't known. */
  readonly unreadable: readonly string[];
}

/** A folder still to be listed. */
interface Folder {
  readonly absolute: string;
  /** Empty, or the path relative to the documents folder with `/` behind. */
  readonly prefix: string;
  readonly rules: IgnoreRules | null;
}

/** What the scan has found so far. */
interface Findings {
  readonly files: ScannedFile[];
  readonly skipped: SkippedFile[];
  readonly unreadable: string[];
  ignored: number;
}

/**
 * Lists a folder with its sub-folders. Hidden files are passed over, and what `.footnoteignore` names; symbolic
 * links are skipped: they could lead out of the folder or round in a circle.
 *
 * @param exclude folders that aren't looked into, such as the index, and files that are no documents
 * @throws FootnoteError `documents_folder_missing`
 */
export async function scan(folder: string, exclude: readonly string[] = []): Promise<Scan> {
  const excluded = new Set(await Promise.all(exclude.map(realPath)));
  const findings: Findings = { files: [], skipped: [], unreadable: [], ignored: 0 };
  const folders: Folder[] = [];
  try {
    folders.push(...(await list({ absolute: await realpath(folder), prefix: "", rules: null }, findings)));
  } catch (cause) {
    throw new FootnoteError(
      "documents_folder_missing",
      `The documents folder ${folder} can't be read; create it, or name another one with --documents or DOCUMENTS_DIR`,
      { cause },
    );
  }
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    if (excluded.has(next.absolute)) {
      continue;
    }
    try {
      folders.push(...(await list(next, findings)));
    } catch (error) {
      // A sub-folder that can't be read doesn't stop the others.
      if (!isMissingFile(error)) {
        addUnreadable(next, findings);
      }
    }
  }
  const files = findings.files.filter(({ absolute }) => !excluded.has(absolute));
  return { ...findings, files: files.sort(byPath), skipped: findings.skipped.sort(byPath) };
}

/** Lists one folder and returns its sub-folders. */
async function list({ absolute, prefix, rules: above }: Folder, findings: Findings): Promise<Folder[]> {
  const rules = await readIgnoreRules(absolute, prefix, above);
  const folders: Folder[] = [];
  for (const entry of await readdir(absolute, { withFileTypes: true })) {
    if (entry.name.startsWith(".")) {
      continue;
    }
    const path = prefix + entry.name;
    const fault = nameFault(entry.name);
    if (fault !== null) {
      findings.skipped.push({ path, reason: fault });
    } else if (isIgnored(entry.isDirectory() ? `${path}/` : path, rules)) {
      findings.ignored++;
    } else if (entry.isDirectory()) {
      folders.push({ absolute: join(absolute, entry.name), prefix: `${path}/`, rules });
    } else if (entry.isFile()) {
      await addFile(join(absolute, entry.name), path, findings);
    } else {
      findings.skipped.push({ path, reason: kind(entry) });
    }
  }
  return folders;
}

/**
 * What is wrong with a file's name, or null. Node puts a replacement character where the bytes of a name
 * aren't UTF-8; the file can't be opened by such a name.
 */
function nameFault(name: string): string | null {
  if (/[\p{Surrogate}\uFFFD]/u.test(name)) {
    return "its name isn't valid Unicode; rename it";
  }
  if (/\p{Cc}/u.test(name)) {
    return "its name holds control characters; rename it";
  }
  return null;
}

async function addFile(absolute: string, path: string, { files, skipped }: Findings): Promise<void> {
  try {
    const { size, mtimeMs } = await lstat(absolute);
    files.push({ path, absolute, bytes: size, modifiedMs: Math.trunc(mtimeMs) });
  } catch (error) {
    if (!isMissingFile(error)) {
      skipped.push({ path, reason: "the file can't be looked at" });
    }
  }
}

function addUnreadable({ prefix }: Folder, { skipped, unreadable }: Findings): void {
  skipped.push({ path: prefix.slice(0, -1), reason: "the folder can't be read" });
  unreadable.push(prefix);
}

/** Where a folder really is, or would be. */
async function realPath(folder: string): Promise<string> {
  return realpath(folder).catch(() => resolve(folder));
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}

function kind(entry: Dirent): string {
  return entry.isSymbolicLink() ? "symbolic links aren't followed" : "not a regular file";
}
