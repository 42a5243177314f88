import { readdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { formatOf, isSupported } from "../../src/documents/find-loader.js";

/** A file to be read. */
export interface SweptFile {
  readonly absolute: string;
  /** From the folder of the command on, for the report. */
  readonly path: string;
  readonly format: string;
}

/** Pictures are left out. */
const WITHOUT_OCR = {};

/** All files of supported formats in folders and their sub-folders, hidden and ignored ones too; no links. */
export async function findFiles(folders: readonly string[]): Promise<SweptFile[]> {
  const files: SweptFile[] = [];
  const open = folders.map((folder) => resolve(folder));
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const absolute = join(folder, entry.name);
      const format = isSupported({ path: entry.name }, WITHOUT_OCR) ? formatOf(entry.name) : undefined;
      if (entry.isDirectory()) {
        open.push(absolute);
      } else if (entry.isFile() && format !== undefined) {
        files.push({ absolute, path: relative(process.cwd(), absolute), format });
      }
    }
  }
  return files.sort((a, b) => (a.absolute < b.absolute ? -1 : 1));
}
