import type { Dirent } from "node:fs";
import { lstat, readdir, realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import { FootnoteError } from "../core/errors.js";
import { isMissingFile } from "../core/missing-file.js";
import type { ZippedContent } from "../documents/archive/zipped-files.js";
import { type IgnoreRules, isIgnored, readIgnoreRules } from "./ignore-rules.js";
import { nameFault } from "./name-fault.js";
import { isZip, scanZip } from "./scan-zip.js";

/** A file of the documents folder, or of a zip archive in it. */
export interface ScannedFile {
  /** Relative to the folder, with `/`; of a file in an archive the archive's path, `/` and its name there. */
  readonly path: string;
  /** Of the archive, if the file lies in one. */
  readonly absolute: string;
  /** Of the unpacked file. */
  readonly bytes: number;
  /** Milliseconds since 1970. The archive's, if the file lies in one: times inside are often all the same. */
  readonly modifiedMs: number;
  /** Where it lies in the archive. */
  readonly zipped?: ZippedContent;
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
  /** How many files and folders are left out by `.footnoteignore`, or by their names. */
  readonly ignored: number;
  /** Paths of sub-folders and archives that can't be read for now, with `/` behind: what they hold isn't known. */
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
  /** Whether something was gone by the time it was looked at. */
  hasChanged: boolean;
}

/** A folder that changes all the while is taken as it was found the last time. */
const MOST_SCANS = 3;

/**
 * Lists a folder with its sub-folders and zip archives. Hidden files are passed over, and what `.footnoteignore` or the
 * built-in list of names leaves out; symbolic links are skipped: they could lead out of the folder or round in a circle.
 *
 * What is gone by the time it is looked at may have got a name that comes before and wasn't there yet: then all is listed
 * again, since a document that is found under neither name would be removed and lose its id.
 *
 * @param exclude folders that aren't looked into, such as the index, and files that are no documents
 * @throws FootnoteError `documents_folder_missing`
 */
export async function scan(folder: string, exclude: readonly string[] = []): Promise<Scan> {
  const excluded = new Set(await Promise.all(exclude.map(realPath)));
  let findings = await scanOnce(folder, excluded);
  for (let scans = 1; findings.hasChanged && scans < MOST_SCANS; scans++) {
    findings = await scanOnce(folder, excluded);
  }
  const { skipped, unreadable, ignored } = findings;
  const files = findings.files.filter(({ absolute }) => !excluded.has(absolute));
  return { files: files.sort(byPath), skipped: skipped.sort(byPath), ignored, unreadable };
}

async function scanOnce(folder: string, excluded: ReadonlySet<string>): Promise<Findings> {
  const findings: Findings = { files: [], skipped: [], unreadable: [], ignored: 0, hasChanged: false };
  const folders: Folder[] = [];
  try {
    folders.push(...(await list({ absolute: await realpath(folder), prefix: "", rules: null }, findings)));
  } catch (cause) {
    throw new FootnoteError(
      "documents_folder_missing",
      `The documents folder ${folder} can't be read. Create it and put your files into it, or name another one with --documents or DOCUMENTS_DIR.`,
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
      if (isMissingFile(error)) {
        findings.hasChanged = true;
      } else {
        addUnreadable(next, findings);
      }
    }
  }
  return findings;
}

/** How many files are looked at at a time: one after the other would wait for the system most of the time. */
const LOOKED_AT = 64;

/** Lists one folder and returns its sub-folders. */
async function list({ absolute, prefix, rules: above }: Folder, findings: Findings): Promise<Folder[]> {
  const rules = await readIgnoreRules(absolute, prefix, above);
  const folders: Folder[] = [];
  const files: FoundFile[] = [];
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
      files.push({ absolute: join(absolute, entry.name), path, rules });
    } else {
      findings.skipped.push({ path, reason: kind(entry) });
    }
  }
  for (let first = 0; first < files.length; first += LOOKED_AT) {
    await Promise.all(files.slice(first, first + LOOKED_AT).map((file) => addFile(file, findings)));
  }
  return folders;
}

/** A file that is neither hidden nor ignored. */
interface FoundFile {
  readonly absolute: string;
  readonly path: string;
  /** Of the folder that it lies in. */
  readonly rules: IgnoreRules | null;
}

async function addFile(found: FoundFile, findings: Findings): Promise<void> {
  const { absolute, path } = found;
  try {
    const { size, mtimeMs } = await lstat(absolute);
    const file = { path, absolute, bytes: size, modifiedMs: Math.trunc(mtimeMs) };
    if (isZip(path)) {
      await addZip(file, found.rules, findings);
    } else {
      findings.files.push(file);
    }
  } catch (error) {
    if (isMissingFile(error)) {
      findings.hasChanged = true;
    } else {
      findings.skipped.push({ path, reason: "the file can't be looked at" });
      // Only of an archive: nothing lies below another file.
      findings.unreadable.push(`${path}/`);
    }
  }
}

async function addZip(zip: ScannedFile, rules: IgnoreRules | null, findings: Findings): Promise<void> {
  const { files, skipped, ignored } = await scanZip(zip.absolute, zip.path, rules);
  findings.files.push(...files.map(({ path, zipped }) => ({ ...zip, path, bytes: zipped.bytes, zipped })));
  findings.skipped.push(...skipped);
  findings.ignored += ignored;
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
