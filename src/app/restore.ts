import { createWriteStream } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { addFeedback } from "../backup/add-feedback.js";
import { type Placement, placeDocuments } from "../backup/document-files.js";
import { invalidBackup } from "../backup/errors.js";
import type { BackupManifest } from "../backup/manifest.js";
import { attachmentName, FEEDBACK, INDEX } from "../backup/names.js";
import { BackupArchive } from "../backup/read-archive.js";
import type { Config } from "../config/config.js";
import { throwIfAborted } from "../core/abort.js";
import { isSameAnalysis } from "../core/analysis.js";
import { FootnoteError } from "../core/errors.js";
import type { StoreDriver } from "../core/ports/store/driver.js";
import { ANALYSIS } from "../ingest/analysis.js";
import { openDriver } from "../store/open-driver.js";
import { ATTACHMENTS, backUpToFile, failing } from "./back-up.js";
import { isDamage } from "./open-writable-store.js";
import { withTemporaryFolder } from "./temporary-folder.js";
import { type OnNotice, openEmbedder } from "./workspace.js";

const POLL_MS = 250;

/** How to restore. */
export interface RestoreCall {
  /** Footnote's version. */
  readonly version: string;
  /** Whether documents that are in the backup go into the documents folder. */
  readonly withDocuments: boolean;
  /** Whether the index that is replaced is backed up first. */
  readonly keepEarlier: boolean;
  readonly onNotice: OnNotice;
  readonly signal?: AbortSignal | undefined;
}

/** What was restored. */
export interface RestoreReport {
  /** When the backup was made. */
  readonly createdAt: string;
  /** Of the index now. */
  readonly generation: number;
  readonly documents: number;
  readonly passages: number;
  /** The backup of what the index held before; null if it held nothing, or that wasn't wanted. */
  readonly earlier: string | null;
  /** How many documents were put into the documents folder. */
  readonly documentFiles: number;
  /** Where the documents are that were in their places; null if there were none. */
  readonly replacedDocuments: string | null;
  /** How many lines of feedback were added. */
  readonly feedback: number;
}

/** What a restore works with once the backup is unpacked and checked. */
interface Unpacked {
  readonly folder: string;
  readonly manifest: BackupManifest;
}

/**
 * Restores a backup into the configured index, also while servers use it: they go on with what they have until the one
 * commit that brings the restored content. The backup is checked before anything is changed.
 * @param source an absolute path, or a stream such as stdin
 * @throws FootnoteError `invalid_backup`, `backup_damaged`, `backup_too_new`, `backup_too_old`, `backup_unsupported`;
 *   `fingerprint_mismatch` if it was made with another embedding model than the configured one; `backup_failed` if
 *   something can't be read or written; `aborted`; as `openEmbedder` does
 */
export async function restoreBackup(
  config: Config,
  source: string | Readable,
  call: RestoreCall,
): Promise<RestoreReport> {
  return failing(async () => {
    await mkdir(config.indexDir, { recursive: true });
    return withTemporaryFolder(path.join(config.indexDir, "restore-"), async (folder) => {
      const archive = await BackupArchive.open(await fileOf(source, folder, call.signal));
      try {
        const { manifest } = archive;
        await checkOrigin(config, manifest);
        const unpacked = path.join(folder, "unpacked");
        await mkdir(unpacked);
        await archive.unpack(unpacked, call.signal);
        return await restoreUnpacked(config, { folder: unpacked, manifest }, call);
      } finally {
        archive.close();
      }
    });
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

async function checkOrigin(config: Config, { store, index }: BackupManifest): Promise<void> {
  if (store !== config.store) {
    throw invalidBackup(
      `The backup is of the store ${JSON.stringify(store)}, and STORE is "${config.store}".`,
    );
  }
  const embedder = await openEmbedder(config);
  await embedder.close();
  if (!isDeepStrictEqual(embedder.fingerprint, index.fingerprint)) {
    throw new FootnoteError(
      "fingerprint_mismatch",
      `The backup was made with the embedding model ${JSON.stringify(index.fingerprint.model)} (revision ${JSON.stringify(index.fingerprint.revision)}), and EMBEDDING_MODEL with its settings gives another one. Set them as they were then, or build the index from your documents with \`footnote ingest\`. Nothing was changed.`,
    );
  }
}

async function restoreUnpacked(
  config: Config,
  unpacked: Unpacked,
  call: RestoreCall,
): Promise<RestoreReport> {
  const driver = await openDriver(config);
  const changes = new Changes(config, driver, unpacked, call);
  try {
    await restoreWhenFree(driver, path.join(unpacked.folder, INDEX), () => changes.make(), call);
  } catch (error) {
    await changes.undo();
    throw error;
  }
  const feedback = await restoreFeedback(config, unpacked);
  const store = await driver.open();
  try {
    await store.settle(call.signal);
    const { generation, documents, passages, analysis } = await store.info();
    if (!isSameAnalysis(analysis, ANALYSIS)) {
      call.onNotice(
        "The backup was made by other rules of analysis: the next ingest makes every document anew.",
      );
    }
    const { createdAt } = unpacked.manifest;
    return { createdAt, generation, documents, passages, ...changes.report, feedback };
  } finally {
    await store.close();
  }
}

/** What changes beside the index, in the moment before its commit. */
class Changes {
  readonly #config: Config;
  readonly #driver: StoreDriver;
  readonly #unpacked: Unpacked;
  readonly #call: RestoreCall;
  readonly #earlierTexts: { readonly name: string; readonly text: string }[] = [];
  #earlier: string | null = null;
  #placement: Placement | undefined;

  constructor(config: Config, driver: StoreDriver, unpacked: Unpacked, call: RestoreCall) {
    this.#config = config;
    this.#driver = driver;
    this.#unpacked = unpacked;
    this.#call = call;
  }

  get report(): Pick<RestoreReport, "earlier" | "documentFiles" | "replacedDocuments"> {
    return {
      earlier: this.#earlier,
      documentFiles: this.#placement?.placed ?? 0,
      replacedDocuments: this.#placement?.replacedIn ?? null,
    };
  }

  async make(): Promise<void> {
    const { version, keepEarlier, withDocuments, signal } = this.#call;
    const { folder, manifest } = this.#unpacked;
    if (keepEarlier) {
      this.#earlier = await keep(this.#config, version, signal);
    }
    if (withDocuments) {
      this.#placement = await placeDocuments(manifest.files, folder, this.#config.documentsDir);
    }
    for (const name of ATTACHMENTS) {
      await this.#restoreAttachment(name);
    }
  }

  async undo(): Promise<void> {
    await this.#placement?.undo();
    for (const { name, text } of this.#earlierTexts) {
      await this.#driver.attachment(name).write(text);
    }
  }

  /** One that the backup doesn't hold stays: it says itself which embedder it is for. */
  async #restoreAttachment(name: string): Promise<void> {
    const { folder, manifest } = this.#unpacked;
    const file = attachmentName(name);
    if (!manifest.files.some((other) => other.name === file)) {
      return;
    }
    const attachment = this.#driver.attachment(name);
    const [now, then] = [await attachment.read(), await readFile(path.join(folder, file), "utf8")];
    if (now === then) {
      return;
    }
    if (now !== undefined) {
      this.#earlierTexts.push({ name, text: now });
    }
    await attachment.write(then);
    this.#call.onNotice(
      `${name} is another one now: restart running servers, which read it when they start.`,
    );
  }
}

/** @returns the backup of the index as it is, or null if it was never written */
async function keep(
  config: Config,
  version: string,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  const stamp = new Date().toISOString().replace(/[:.]/g, "-");
  const file = path.join(config.indexDir, `replaced-${stamp}.zip`);
  try {
    await backUpToFile(config, file, { version, withDocuments: false, signal });
    return file;
  } catch (error) {
    if (FootnoteError.is(error) && error.code === "index_empty") {
      return null;
    }
    throw error;
  }
}

/** Waits while an ingest is running; a damaged index is moved aside. */
async function restoreWhenFree(
  driver: StoreDriver,
  file: string,
  beforeCommit: () => Promise<void>,
  { onNotice, signal }: RestoreCall,
): Promise<void> {
  let hasToldWait = false;
  for (;;) {
    throwIfAborted(signal);
    try {
      return await driver.restore(file, { beforeCommit, signal });
    } catch (error) {
      if (isDamage(error)) {
        onNotice(
          `The index that is replaced is damaged. It was moved to ${await driver.replace()}: restart servers that use it.`,
        );
      } else if (FootnoteError.is(error) && error.code === "index_busy") {
        if (!hasToldWait) {
          onNotice("An ingest is running; the restore waits until it is done.");
        }
        hasToldWait = true;
        await setTimeout(POLL_MS);
      } else {
        throw error;
      }
    }
  }
}

async function restoreFeedback(config: Config, { folder, manifest }: Unpacked): Promise<number> {
  const isThere = manifest.files.some(({ name }) => name === FEEDBACK);
  return isThere ? addFeedback(path.join(folder, FEEDBACK), config.feedbackFile) : 0;
}
