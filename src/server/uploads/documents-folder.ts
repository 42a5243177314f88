import { randomUUID } from "node:crypto";
import { lstat, mkdir, readdir, realpath, rename, rm, unlink } from "node:fs/promises";
import path from "node:path";
import { FootnoteError } from "../../core/errors.js";
import { isMissingFile } from "../../core/missing-file.js";
import { translateFolderError } from "./folder-errors.js";

/** Writes to the folder of documents and never outside it. */
export interface DocumentsFolder {
  /**
   * A name for a file that isn't complete yet: hidden, so that no ingest takes it for a document.
   * @param extension with the dot
   */
  temporaryFile(extension: string): Promise<string>;
  /** Removes incomplete files that a server that was killed has left behind. */
  tidy(): Promise<void>;
  /**
   * Moves a temporary file to its place in one step. Missing folders are created.
   * @param relative with `/`
   * @param mayReplace whether the file may take the place of one that is there
   * @throws FootnoteError `invalid_request` if something is there that it may not replace, or a link leads out on
   * the way; `disk_full`, `documents_folder_not_writable`
   */
  place(temporary: string, relative: string, mayReplace: boolean): Promise<void>;
  /**
   * Removes a file; one that is gone already is fine.
   * @param relative with `/`
   * @throws FootnoteError `invalid_request` if it isn't a file of the folder, such as one inside an archive;
   * `documents_folder_not_writable`
   */
  remove(relative: string): Promise<void>;
}

/** An incomplete file that is older isn't written to any more. */
const ABANDONED_MS = 60 * 60 * 1000;

/** How names of incomplete files start. */
const TEMPORARY_PREFIX = ".footnote-upload-";

/** @param folder may itself be a link: that is the operator's choice */
export function openDocumentsFolder(folder: string): DocumentsFolder {
  return {
    async temporaryFile(extension) {
      return path.join(await root(folder), `${TEMPORARY_PREFIX}${randomUUID()}${extension}`);
    },

    async tidy() {
      const base = await root(folder);
      const left = (await readdir(base)).filter((name) => name.startsWith(TEMPORARY_PREFIX));
      await Promise.all(left.map((name) => removeAbandoned(path.join(base, name))));
    },

    place: (temporary, relative, mayReplace) =>
      translating(() => place(folder, temporary, relative, mayReplace)),

    remove: (relative) => translating(() => remove(folder, relative)),
  };
}

async function place(
  folder: string,
  temporary: string,
  relative: string,
  mayReplace: boolean,
): Promise<void> {
  const base = await root(folder);
  const names = namesOf(relative);
  const parent = await makeFolders(base, names.slice(0, -1));
  const target = path.join(parent, names.at(-1) ?? "");
  const kind = await kindOf(target);
  if (kind === "folder") {
    throw notAFile(relative);
  }
  if (kind !== undefined && !mayReplace) {
    throw notADocument(relative);
  }
  // A link that has the name is replaced, not followed.
  await rename(temporary, target);
}

async function remove(folder: string, relative: string): Promise<void> {
  const names = namesOf(relative);
  let current = await root(folder);
  for (const [place, name] of names.slice(0, -1).entries()) {
    current = path.join(current, name);
    const kind = await kindOf(current);
    if (kind === undefined) {
      return;
    }
    if (kind === "file") {
      throw inArchive(relative, names.slice(0, place + 1).join("/"));
    }
    if (kind !== "folder") {
      throw outside(relative);
    }
  }
  const target = path.join(current, names.at(-1) ?? "");
  const kind = await kindOf(target);
  if (kind === undefined) {
    return;
  }
  if (kind !== "file") {
    throw notAFile(relative);
  }
  await unlink(target);
}

async function translating<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translateFolderError(error);
  }
}

/** A younger file may belong to an upload that another server of the same folder is receiving. */
async function removeAbandoned(file: string): Promise<void> {
  const { mtimeMs } = await lstat(file);
  if (Date.now() - mtimeMs > ABANDONED_MS) {
    await rm(file, { force: true });
  }
}

async function root(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (cause) {
    throw new FootnoteError("documents_folder_missing", `The documents folder ${folder} can't be read.`, {
      cause,
    });
  }
}

/** @throws FootnoteError `invalid_request` for a path that could lead out of the folder */
function namesOf(relative: string): readonly string[] {
  const names = relative.split("/");
  if (names.some((name) => name === "" || name === "." || name === ".." || name.includes(path.sep))) {
    throw outside(relative);
  }
  return names;
}

async function makeFolders(base: string, names: readonly string[]): Promise<string> {
  let current = base;
  for (const name of names) {
    current = path.join(current, name);
    const kind = await kindOf(current);
    if (kind === undefined) {
      await mkdir(current);
    } else if (kind !== "folder") {
      throw outside(names.join("/"));
    }
  }
  return current;
}

/** Of the entry itself, not of what it links to; undefined if there is none. */
async function kindOf(absolute: string): Promise<"file" | "folder" | "other" | undefined> {
  try {
    const entry = await lstat(absolute);
    if (entry.isFile()) {
      return "file";
    }
    return entry.isDirectory() ? "folder" : "other";
  } catch (error) {
    if (isMissingFile(error)) {
      return undefined;
    }
    throw error;
  }
}

function outside(relative: string): FootnoteError {
  return new FootnoteError("invalid_request", `${relative} doesn't lie in a folder of the documents.`);
}

function inArchive(relative: string, archive: string): FootnoteError {
  return new FootnoteError(
    "invalid_request",
    `${relative} lies inside ${archive}, which can't be changed here. Upload the archive again without it, or remove the archive from the folder.`,
  );
}

function notAFile(relative: string): FootnoteError {
  return new FootnoteError("invalid_request", `${relative} is the name of something that isn't a file.`);
}

function notADocument(relative: string): FootnoteError {
  return new FootnoteError(
    "invalid_request",
    `${relative} is there already, but not in the index. Give the new file another name, or bring the index up to date first.`,
  );
}
