import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { dropFile } from "./drop-file.js";

/** The repository's root. */
export const repository = fileURLToPath(new URL("../..", import.meta.url));

/** A fresh folder with documents and a place for their index. */
export interface Workspace {
  readonly folder: string;
  readonly documents: string;
  readonly index: string;
  /** Puts a file into the documents in one step. */
  drop(name: string, content: string | Buffer): Promise<void>;
  remove(): Promise<void>;
}

/** A workspace with the document Footnote comes with, and with further ones, text by name. */
export async function createWorkspace(more: Readonly<Record<string, string>> = {}): Promise<Workspace> {
  const folder = await mkdtemp(path.join(tmpdir(), "footnote-integration-"));
  const documents = path.join(folder, "documents");
  await cp(path.join(repository, "documents"), documents, { recursive: true });
  for (const [name, text] of Object.entries(more)) {
    await writeFile(path.join(documents, name), text);
  }
  return {
    folder,
    documents,
    index: path.join(folder, "index"),
    drop: (name, content) => dropFile(documents, name, content),
    remove: () => rm(folder, { recursive: true }),
  };
}
