import { createWriteStream, existsSync } from "node:fs";
import { mkdir, rename, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Writable } from "node:stream";
import { CALIBRATION } from "../answering/refusal/calibration-file.js";
import { type DocumentFiles, listDocumentFiles } from "../backup/document-files.js";
import { BACKUP_VERSION, type BackupManifest } from "../backup/manifest.js";
import { attachmentName, documentName, FEEDBACK, INDEX } from "../backup/names.js";
import { type ArchiveSource, writeArchive } from "../backup/write-archive.js";
import type { Config } from "../config/config.js";
import { ownPaths } from "../config/own-paths.js";
import { FootnoteError } from "../core/errors.js";
import { isMissingFile } from "../core/missing-file.js";
import type { IndexInfo } from "../core/ports/store/catalogue.js";
import { openDriver } from "../store/open-driver.js";
import { withTemporaryFolder } from "./temporary-folder.js";

/** What is kept with an index and belongs into its backup. */
export const ATTACHMENTS = [CALIBRATION];

/** Documents may be confidential. */
const OWNER_ONLY = 0o600;

/** How to back up. */
export interface BackupOptions {
  /** Footnote's version. */
  readonly version: string;
  /** Whether the files of the documents folder go in. */
  readonly withDocuments: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** What a backup holds. */
export interface BackupReport {
  /** Of the archive. */
  readonly bytes: number;
  readonly createdAt: string;
  readonly generation: number;
  /** In the index. */
  readonly documents: number;
  readonly passages: number;
  /** How many files of the documents folder are in it; null if they weren't wanted. */
  readonly documentFiles: number | null;
  /** Paths in the documents folder that are no regular files with valid names, so they aren't in it. */
  readonly skipped: readonly string[];
}

/**
 * Backs up the configured index as its last commit left it, with its calibration and the feedback, while others use it.
 * @param file an absolute path; one that is there is replaced once the new one is whole
 * @throws FootnoteError `index_empty`, `index_damaged`, `backup_unsupported`, `aborted`; `backup_failed` if something
 *   can't be read or written
 */
export async function backUpToFile(
  config: Config,
  file: string,
  options: BackupOptions,
): Promise<BackupReport> {
  return failing(async () => {
    await mkdir(path.dirname(file), { recursive: true });
    return withTemporaryFolder(path.join(path.dirname(file), ".footnote-backup-"), async (folder) => {
      const whole = path.join(folder, "backup.zip");
      const target = createWriteStream(whole, { flags: "wx", mode: OWNER_ONLY, flush: true });
      const report = await writeBackup(config, folder, target, options);
      await rename(whole, file);
      return report;
    });
  });
}

/** The same, to a stream such as stdout. The copy of the index lies beside it meanwhile: it may be too large for `/tmp`. */
export async function backUpToStream(
  config: Config,
  target: Writable,
  options: BackupOptions,
): Promise<BackupReport> {
  const parent = existsSync(config.indexDir) ? config.indexDir : tmpdir();
  return failing(() =>
    withTemporaryFolder(path.join(parent, "backup-"), (folder) =>
      writeBackup(config, folder, target, options),
    ),
  );
}

async function writeBackup(
  config: Config,
  folder: string,
  target: Writable,
  { version, withDocuments, signal }: BackupOptions,
): Promise<BackupReport> {
  const driver = await openDriver(config);
  const index = path.join(folder, INDEX);
  const info = await driver.backUp(index, signal);
  const sources: ArchiveSource[] = [{ name: INDEX, file: index }];
  for (const name of ATTACHMENTS) {
    const text = await driver.attachment(name).read();
    if (text !== undefined) {
      sources.push({ name: attachmentName(name), text });
    }
  }
  sources.push(...(await feedbackSource(config.feedbackFile)));
  const documents = withDocuments ? await documentsOf(config) : null;
  for (const relative of documents?.paths ?? []) {
    sources.push({ name: documentName(relative), file: path.join(config.documentsDir, relative) });
  }
  const createdAt = new Date().toISOString();
  const about = {
    footnoteBackup: BACKUP_VERSION,
    footnote: version,
    createdAt,
    store: config.store,
  } as const;
  const bytes = await writeArchive(
    target,
    sources,
    (files) => ({ ...about, index: describeIndex(info), files: [...files] }),
    signal,
  );
  return {
    bytes,
    createdAt,
    generation: info.generation,
    documents: info.documents,
    passages: info.passages,
    documentFiles: documents?.paths.length ?? null,
    skipped: documents?.skipped ?? [],
  };
}

function describeIndex(info: IndexInfo): BackupManifest["index"] {
  const { formatVersion, generation, fingerprint, analysis, documents, passages } = info;
  if (fingerprint === null) {
    throw new Error("An index with a generation has a fingerprint.");
  }
  return {
    formatVersion,
    generation,
    fingerprint,
    analysis: analysis && { ...analysis, loaders: { ...analysis.loaders } },
    documents,
    passages,
  };
}

/** Lines may be added while it is read: those that are there now are taken. */
async function feedbackSource(file: string): Promise<ArchiveSource[]> {
  try {
    const { size } = await stat(file);
    return [{ name: FEEDBACK, file, bytes: size }];
  } catch (error) {
    if (isMissingFile(error)) {
      return [];
    }
    throw error;
  }
}

async function documentsOf(config: Config): Promise<DocumentFiles> {
  try {
    return await listDocumentFiles(config.documentsDir, ownPaths(config));
  } catch (cause) {
    throw new FootnoteError(
      "documents_folder_missing",
      `The documents folder ${config.documentsDir} can't be read; create it, name another one with --documents or DOCUMENTS_DIR, or back up without --with-documents.`,
      { cause },
    );
  }
}

/** Gives errors of the disk a message that says what they were about. */
export async function failing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (FootnoteError.is(cause)) {
      throw cause;
    }
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FootnoteError("backup_failed", `The backup couldn't be made or restored: ${reason}`, { cause });
  }
}
