import { createHash, randomUUID } from "node:crypto";
import { createReadStream, type Stats } from "node:fs";
import { copyFile, lstat, mkdir, readdir, rename, rm, rmdir, utimes } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { FootnoteError } from "../core/errors.js";
import { isMissingFile } from "../core/missing-file.js";
import type { BackupFile } from "./manifest.js";
import { documentName, documentPathOf, isBackedUpName } from "./names.js";

/** What a documents folder gives for a backup. */
export interface DocumentFiles {
  /** Relative to the folder, with `/`, sorted. */
  readonly paths: readonly string[];
  /** Links, pipes and files whose names aren't valid Unicode. */
  readonly skipped: readonly string[];
}

/**
 * Lists the regular files of a folder and its sub-folders, except hidden folders, which hold no documents.
 * @param exclude absolute paths of folders and files that are no documents, such as the index
 */
export async function listDocumentFiles(folder: string, exclude: readonly string[]): Promise<DocumentFiles> {
  const paths: string[] = [];
  const skipped: string[] = [];
  const prefixes = [""];
  for (let prefix = prefixes.pop(); prefix !== undefined; prefix = prefixes.pop()) {
    for (const entry of await readdir(path.join(folder, prefix), { withFileTypes: true })) {
      const relative = prefix + entry.name;
      if (
        exclude.includes(path.join(folder, relative)) ||
        (entry.isDirectory() && entry.name.startsWith("."))
      ) {
        continue;
      }
      if (entry.isDirectory()) {
        prefixes.push(`${relative}/`);
      } else {
        const isTaken = entry.isFile() && isBackedUpName(documentName(relative));
        (isTaken ? paths : skipped).push(relative);
      }
    }
  }
  return { paths: paths.sort(), skipped: skipped.sort() };
}

/** Files that were put into a documents folder. */
export interface Placement {
  /** How many are other ones than before. */
  readonly placed: number;
  /** Where the files are that were there before; undefined if there were none. */
  readonly replacedIn: string | undefined;
  /** Makes the folder what it was. */
  undo(): Promise<void>;
}

/**
 * Puts the documents of a backup into a folder, each in one step. A file in its place is moved into a hidden folder of
 * the same folder; one that is the same stays, and so do files that the backup doesn't hold. Nothing is written through
 * a link.
 * @param unpacked the folder with the backup's files
 * @throws FootnoteError `backup_failed`, and the folder is what it was
 */
export async function placeDocuments(
  files: readonly BackupFile[],
  unpacked: string,
  documentsDir: string,
): Promise<Placement> {
  const folder = new DocumentsFolder(documentsDir);
  try {
    await mkdir(documentsDir, { recursive: true });
    for (const file of files) {
      const relative = documentPathOf(file.name);
      if (relative !== undefined) {
        await folder.place(path.join(unpacked, file.name), relative, file);
      }
    }
  } catch (error) {
    await folder.undo();
    throw error;
  }
  return folder;
}

class DocumentsFolder implements Placement {
  readonly #folder: string;
  /** In the order in which they were done. */
  readonly #undo: (() => Promise<void>)[] = [];
  #replacedIn: string | undefined;
  #placed = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get placed(): number {
    return this.#placed;
  }

  get replacedIn(): string | undefined {
    return this.#replacedIn;
  }

  async undo(): Promise<void> {
    for (const step of this.#undo.reverse()) {
      await step();
    }
    this.#undo.length = 0;
  }

  async place(source: string, relative: string, { bytes, sha256, modifiedMs }: BackupFile): Promise<void> {
    const folder = await this.#openFolder(path.posix.dirname(relative), this.#folder);
    const target = path.join(folder, path.posix.basename(relative));
    const found = await look(target);
    if (found?.isFile() && found.size === bytes && (await hashOf(target)) === sha256) {
      return;
    }
    if (found?.isDirectory()) {
      throw inTheWay(relative, "a folder where the backup has a file");
    }
    const unfinished = path.join(folder, `.footnote-${randomUUID()}`);
    this.#undo.push(() => rm(unfinished, { force: true }));
    await copyFile(source, unfinished);
    // Half a millisecond more, since Node's seconds are a little less than what they stand for.
    const modified = (modifiedMs + 0.5) / 1000;
    await utimes(unfinished, modified, modified);
    if (found !== undefined) {
      await this.#setAside(target, relative);
    }
    this.#undo.push(() => rm(target, { force: true }));
    await rename(unfinished, target);
    this.#placed++;
  }

  async #setAside(target: string, relative: string): Promise<void> {
    if (this.#replacedIn === undefined) {
      const stamp = new Date().toISOString().replace(/[:.]/g, "-");
      this.#replacedIn = path.join(this.#folder, `.footnote-replaced-${stamp}`);
      await this.#makeFolder(this.#replacedIn);
    }
    const aside = path.join(
      await this.#openFolder(path.posix.dirname(relative), this.#replacedIn),
      path.basename(target),
    );
    await rename(target, aside);
    this.#undo.push(() => rename(aside, target));
  }

  /** Makes a folder and those above it, and makes sure that none of them is a link. */
  async #openFolder(relative: string, root: string): Promise<string> {
    let folder = root;
    for (const name of relative.split("/").filter((part) => part !== ".")) {
      folder = path.join(folder, name);
      const found = await look(folder);
      if (found === undefined) {
        await this.#makeFolder(folder);
      } else if (!found.isDirectory()) {
        throw inTheWay(relative, "a link or a file where the backup has a folder");
      }
    }
    return folder;
  }

  async #makeFolder(folder: string): Promise<void> {
    await mkdir(folder);
    // Somebody else may have put a file into it since.
    this.#undo.push(() => rmdir(folder).catch(() => undefined));
  }
}

function inTheWay(relative: string, what: string): FootnoteError {
  return new FootnoteError(
    "backup_failed",
    `The documents folder has ${what}: ${JSON.stringify(relative)}. Move it away, or restore with --without-documents. Nothing was changed.`,
  );
}

async function look(file: string): Promise<Stats | undefined> {
  try {
    return await lstat(file);
  } catch (error) {
    if (isMissingFile(error)) {
      return undefined;
    }
    throw error;
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
