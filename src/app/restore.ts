import path from "node:path";
import type { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { invalidBackup } from "../backup/errors.js";
import type { BackupManifest } from "../backup/manifest.js";
import { INDEX } from "../backup/names.js";
import type { Config } from "../config/config.js";
import { throwIfAborted } from "../core/abort.js";
import { isSameAnalysis } from "../core/analysis.js";
import { FootnoteError } from "../core/errors.js";
import type { StoreDriver } from "../core/ports/store/driver.js";
import { ANALYSIS } from "../ingest/analysis.js";
import { openDriver } from "../store/open-driver.js";
import { failing } from "./back-up.js";
import { isDamage } from "./open-writable-store.js";
import { type ChangesReport, type RestoreCall, RestoreChanges } from "./restore-changes.js";
import { checkFingerprint, restoreFeedback, type Unpacked, withUnpackedBackup } from "./unpack-backup.js";

const POLL_MS = 250;

/** What was restored. */
export interface RestoreReport extends ChangesReport {
  /** When the backup was made. */
  readonly createdAt: string;
  /** Of the index now. */
  readonly generation: number;
  readonly documents: number;
  readonly passages: number;
  /** How many lines of feedback were added. */
  readonly feedback: number;
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
  return failing(() =>
    withUnpackedBackup(
      config,
      source,
      { check: (manifest) => checkOrigin(config, manifest), signal: call.signal },
      (unpacked) => restoreUnpacked(config, unpacked, call),
    ),
  );
}

async function checkOrigin(config: Config, manifest: BackupManifest): Promise<void> {
  if (manifest.store !== config.store) {
    throw invalidBackup(
      `The backup is of the store ${JSON.stringify(manifest.store)}, and STORE is "${config.store}": \`footnote import\` takes it there.`,
    );
  }
  await checkFingerprint(config, manifest);
}

async function restoreUnpacked(
  config: Config,
  unpacked: Unpacked,
  call: RestoreCall,
): Promise<RestoreReport> {
  const driver = await openDriver(config);
  const changes = new RestoreChanges(config, driver, unpacked, call);
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
