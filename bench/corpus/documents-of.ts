import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadConfig } from "../../src/config/config.js";
import type { LoadedDocument } from "../../src/core/document.js";
import { findLoader } from "../../src/documents/find-loader.js";

/** A document of a folder, as Footnote reads it. */
export interface FolderDocument extends LoadedDocument {
  /** Relative to the folder. */
  readonly path: string;
}

/** The paths of all files below a folder, relative to it and in a fixed order. */
export async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
}

/** @returns undefined if Footnote doesn't know the file's format */
export async function readDocument(folder: string, path: string): Promise<FolderDocument | undefined> {
  const loader = await findLoader(path);
  if (loader === undefined) {
    return undefined;
  }
  const { loading } = loadConfig({}, folder);
  return { path, ...(await loader.load(await readFile(join(folder, path)), path, loading)) };
}

/** The documents of a folder, one by one. */
export async function* documentsOf(folder: string): AsyncGenerator<FolderDocument, void> {
  for (const path of await filesOf(folder)) {
    const document = await readDocument(folder, path);
    if (document !== undefined) {
      yield document;
    }
  }
}
