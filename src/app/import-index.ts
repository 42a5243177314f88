import { mkdir } from "node:fs/promises";
import path from "node:path";
import { invalidBackup } from "../backup/errors.js";
import type { BackupManifest } from "../backup/manifest.js";
import { INDEX } from "../backup/names.js";
import type { Config } from "../config/config.js";
import { isSameAnalysis } from "../core/analysis.js";
import type { StoreDriver } from "../core/ports/store/driver.js";
import type { Store } from "../core/ports/store.js";
import { ANALYSIS } from "../ingest/analysis.js";
import { openDriver } from "../store/open-driver.js";
import { ATTACHMENTS, failing } from "./back-up.js";
import { type MoveOptions, type MoveReport, moveIndex } from "./move-index.js";
import { openWritableStore } from "./open-writable-store.js";
import {
  checkFingerprint,
  replaceAttachment,
  restoreFeedback,
  type Unpacked,
  withUnpackedBackup,
} from "./unpack-backup.js";
import type { OnNotice } from "./workspace.js";

/** How to import. */
export interface ImportCall extends MoveOptions {
  readonly onNotice: OnNotice;
}

/** What an import has done. */
export interface ImportReport extends MoveReport {
  /** When the file was written. */
  readonly createdAt: string;
  /** How many lines of feedback were added. */
  readonly feedback: number;
}

/**
 * Makes the configured index hold what an exported one held, whatever store each of them is of, also while servers use
 * it. The file is checked before anything is changed; an import that was aborted goes on the next time.
 * @param file an absolute path
 * @throws FootnoteError `invalid_backup`, `backup_damaged`, `backup_too_new`, `backup_too_old`; `fingerprint_mismatch`
 *   if it was made with another embedding model than the configured one, or with another one or by other rules than what
 *   the index holds; `backup_failed` if something can't be read or written; `aborted`; as `openEmbedder` and
 *   `StoreDriver.open` do
 */
export async function importIndex(config: Config, file: string, call: ImportCall): Promise<ImportReport> {
  const { signal, onNotice } = call;
  const check = async (manifest: BackupManifest) => {
    if (manifest.store !== "local") {
      throw invalidBackup(`The backup is of the store ${JSON.stringify(manifest.store)}.`);
    }
    await checkFingerprint(config, manifest);
  };
  return failing(() =>
    withUnpackedBackup(config, file, { check, signal }, async (unpacked) => {
      const driver = await openDriver(config);
      const report = await moveUnpacked(unpacked, driver, call);
      for (const name of ATTACHMENTS) {
        await replaceAttachment(unpacked, driver, name, onNotice);
      }
      const { createdAt, index } = unpacked.manifest;
      if (!isSameAnalysis(index.analysis, ANALYSIS)) {
        onNotice("The index was made by other rules of analysis: the next ingest makes every document anew.");
      }
      return { createdAt, ...report, feedback: await restoreFeedback(config, unpacked) };
    }),
  );
}

async function moveUnpacked(unpacked: Unpacked, driver: StoreDriver, call: ImportCall): Promise<MoveReport> {
  const source = await openUnpacked(unpacked, call.signal);
  try {
    const target = await openWritableStore(driver, call.onNotice, false);
    try {
      const report = await moveIndex(source, target, call);
      await target.settle(call.signal);
      return report;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Restored into a folder of its own, which reads every row of it. */
async function openUnpacked({ folder }: Unpacked, signal: AbortSignal | undefined): Promise<Store> {
  const indexDir = path.join(folder, "restored");
  await mkdir(indexDir);
  const driver = await openDriver({ store: "local", indexDir, vectorIndex: "exact" });
  await driver.restore(path.join(folder, INDEX), { signal });
  return driver.open({ readOnly: true });
}
