import { createWriteStream } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isDeepStrictEqual } from "node:util";
import { addFeedback } from "../backup/add-feedback.js";
import type { BackupManifest } from "../backup/manifest.js";
import { attachmentName, FEEDBACK } from "../backup/names.js";
import { BackupArchive } from "../backup/read-archive.js";
import type { Config } from "../config/config.js";
import { FootnoteError } from "../core/errors.js";
import type { StoreDriver } from "../core/ports/store/driver.js";
import { withTemporaryFolder } from "./temporary-folder.js";
import { type OnNotice, openEmbedder } from "./workspace.js";

/** A backup that is unpacked and checked. */
export interface Unpacked {
  readonly folder: string;
  readonly manifest: BackupManifest;
}

/** How to unpack a backup. */
export interface UnpackCall {
  /** Runs before it is unpacked. */
  readonly check: (manifest: BackupManifest) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Does work with a backup, which is unpacked in the index folder and removed afterwards.
 * @param source an absolute path, or a stream such as stdin
 * @throws FootnoteError `invalid_backup`, `backup_damaged`, `backup_too_new`, `backup_failed`; what the work throws
 */
export async function withUnpackedBackup<T>(
  { indexDir }: Config,
  source: string | Readable,
  { check, signal }: UnpackCall,
  work: (unpacked: Unpacked) => Promise<T>,
): Promise<T> {
  await mkdir(indexDir, { recursive: true });
  return withTemporaryFolder(path.join(indexDir, "restore-"), async (folder) => {
    const archive = await BackupArchive.open(await fileOf(source, folder, signal));
    try {
      const { manifest } = archive;
      await check(manifest);
      const unpacked = path.join(folder, "unpacked");
      await mkdir(unpacked);
      await archive.unpack(unpacked, signal);
      return await work({ folder: unpacked, manifest });
    } finally {
      archive.close();
    }
  });
}

async function fileOf(
  source: string | Readable,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  if (typeof source === "string") {
    return source;
  }
  const file = path.join(folder, "backup.zip");
  await pipeline(source, createWriteStream(file, { mode: 0o600 }), ...(signal ? [{ signal }] : []));
  return file;
}

/**
 * @throws FootnoteError `fingerprint_mismatch` if it was made with another embedding model than the configured one; as
 *   `openEmbedder` does
 */
export async function checkFingerprint(config: Config, { index }: BackupManifest): Promise<void> {
  const embedder = await openEmbedder(config);
  await embedder.close();
  if (!isDeepStrictEqual(embedder.fingerprint, index.fingerprint)) {
    throw new FootnoteError(
      "fingerprint_mismatch",
      `The backup was made with the embedding model ${JSON.stringify(index.fingerprint.model)} (revision ${JSON.stringify(index.fingerprint.revision)}), and EMBEDDING_MODEL with its settings gives another one. Set them as they were then, or build the index from your documents with \`footnote ingest\`. Nothing was changed.`,
    );
  }
}

/**
 * Keeps with an index what a backup holds of this name. One that it doesn't hold stays: it says itself which embedder it
 * is for.
 * @returns the text that was replaced, if there was another one
 */
export async function replaceAttachment(
  { folder, manifest }: Unpacked,
  driver: StoreDriver,
  name: string,
  onNotice: OnNotice,
): Promise<string | undefined> {
  const file = attachmentName(name);
  if (!manifest.files.some((other) => other.name === file)) {
    return undefined;
  }
  const attachment = driver.attachment(name);
  const [now, then] = [await attachment.read(), await readFile(path.join(folder, file), "utf8")];
  if (now === then) {
    return undefined;
  }
  await attachment.write(then);
  onNotice(`${name} is another one now: restart running servers, which read it when they start.`);
  return now;
}

/** Adds the lines of feedback that are missing. @returns how many */
export async function restoreFeedback(config: Config, { folder, manifest }: Unpacked): Promise<number> {
  const isThere = manifest.files.some(({ name }) => name === FEEDBACK);
  return isThere ? addFeedback(path.join(folder, FEEDBACK), config.feedbackFile) : 0;
}
