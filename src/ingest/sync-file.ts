import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { throwIfAborted } from "../core/abort.js";
import type { LoadedDocument } from "../core/document.js";
import { FootnoteError } from "../core/errors.js";
import type { Embedder } from "../core/ports/embedder.js";
import type { FileState, StoreTransaction } from "../core/ports/store.js";
import { findLoader } from "../documents/find-loader.js";
import { prepareDocument } from "./prepare-document.js";
import { isUntouched, type ScannedFile } from "./scan.js";

/** What was done with a file; `written` is whether the transaction holds something new. */
export type SyncResult =
  | { readonly state: "added" | "changed" | "unchanged"; readonly written: boolean }
  | { readonly state: "failed"; readonly reason: string; readonly written: boolean };

/** What bringing a file into the index needs. */
export interface SyncOptions {
  readonly transaction: StoreTransaction;
  readonly embedder: Embedder;
  readonly signal?: AbortSignal;
}

/**
 * Brings one file into the index. What the index holds of a file that can't be opened for now stays, unless
 * everything is made anew; of one whose content can't be understood it goes, since the file doesn't say it
 * any more.
 *
 * @param known what the index holds of the file
 * @param evenUnchanged embeds a file even if its content is the one the index holds
 */
export async function syncFile(
  file: ScannedFile,
  known: FileState | undefined,
  evenUnchanged: boolean,
  { transaction, embedder, signal }: SyncOptions,
): Promise<SyncResult> {
  if (!evenUnchanged && isUntouched(file, known)) {
    return { state: "unchanged", written: false };
  }
  const bytes = await read(file.absolute);
  if (typeof bytes === "string") return { state: "failed", reason: bytes, written: false };

  const id = documentId(file.path);
  const contentHash = createHash("sha256").update(bytes).digest("hex");
  const sameContent = known?.contentHash === contentHash;
  if (!evenUnchanged && sameContent) {
    await transaction.touch(id, file);
    return { state: "unchanged", written: true };
  }
  const loaded = await load(file, bytes);
  if (typeof loaded === "string") {
    await transaction.remove(id);
    return { state: "failed", reason: loaded, written: known !== undefined };
  }
  throwIfAborted(signal);
  const { title, text, headings } = loaded.document;
  await transaction.put({
    id,
    path: file.path,
    title,
    format: loaded.format,
    bytes: bytes.byteLength,
    modifiedMs: file.modifiedMs,
    contentHash,
    text,
    headings,
    ...(await prepareDocument(loaded.document, embedder, signal)),
  });
  if (known === undefined) return { state: "added", written: true };
  return { state: sameContent ? "unchanged" : "changed", written: true };
}

/** Stable for a path, so that links to a document outlive changes of its content. */
function documentId(path: string): string {
  return createHash("sha256").update(path.normalize("NFC")).digest("hex").slice(0, 16);
}

/** The file's content, or why it can't be had. */
async function read(file: string): Promise<Buffer | string> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    return code === "ENOENT" ? "the file was removed meanwhile" : `the file can't be opened (${code})`;
  }
}

/** The file's text and structure, or why it can't be understood. */
async function load(
  { path }: ScannedFile,
  bytes: Buffer,
): Promise<{ readonly document: LoadedDocument; readonly format: string } | string> {
  const loader = findLoader(path);
  if (loader === undefined) return "the format isn't supported";
  try {
    return { document: await loader.load(bytes, path), format: loader.format };
  } catch (error) {
    if (FootnoteError.is(error) && error.code === "unreadable_document") return error.message;
    throw error;
  }
}
