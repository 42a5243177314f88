import { mkdir } from "node:fs/promises";
import type { Config } from "../config/config.js";
import { type IndexOrigin, isCompatible } from "../core/analysis.js";
import type { StoreDriver } from "../core/ports/store/driver.js";
import type { Store } from "../core/ports/store.js";
import { openDriver } from "../store/open-driver.js";
import { ATTACHMENTS, type BackupReport, backUpToFile, failing } from "./back-up.js";
import { type MoveOptions, moveIndex, originOf } from "./move-index.js";
import { isDamage } from "./open-writable-store.js";

/** How to export. */
export interface ExportCall extends MoveOptions {
  /** Footnote's version. */
  readonly version: string;
}

/** What an export holds. */
export type ExportReport = Pick<BackupReport, "bytes" | "createdAt" | "documents" | "passages">;

/**
 * Writes the configured index to a file from which any store can take it, while others use it: a backup of a local
 * index. An index of another store is moved into a local one first, `<file>.part`, where an export that was aborted goes
 * on the next time.
 * @param file an absolute path; one that is there is replaced once the new one is whole
 * @throws FootnoteError `index_empty`, `index_damaged`, `aborted`; `fingerprint_mismatch` if the index is made anew
 *   meanwhile; `backup_failed` if something can't be read or written; as `StoreDriver.open` does
 */
export async function exportIndex(config: Config, file: string, call: ExportCall): Promise<ExportReport> {
  const { version, signal } = call;
  const write = async (local: Config): Promise<ExportReport> => {
    const report = await backUpToFile(local, file, { version, withDocuments: false, signal });
    const { bytes, createdAt, documents, passages } = report;
    return { bytes, createdAt, documents, passages };
  };
  if (config.store === "local") {
    return write(config);
  }
  return failing(async () => {
    // A graph isn't in a backup.
    const local: Config = { ...config, store: "local", indexDir: `${file}.part`, vectorIndex: "exact" };
    const part = await openDriver(local);
    await moveTo(part, local.indexDir, config, call);
    const report = await write(local);
    await part.remove();
    return report;
  });
}

async function moveTo(part: StoreDriver, folder: string, config: Config, call: ExportCall): Promise<void> {
  const driver = await openDriver(config);
  const source = await driver.open({ readOnly: true });
  try {
    const target = await openPart(part, folder, await originOf(source));
    try {
      await moveIndex(source, target, call);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
  for (const name of ATTACHMENTS) {
    const text = await driver.attachment(name).read();
    if (text !== undefined) {
      await part.attachment(name).write(text);
    }
  }
}

/** What an earlier export has left if that is of use, else a new index. */
async function openPart(part: StoreDriver, folder: string, origin: IndexOrigin): Promise<Store> {
  // Documents may be confidential.
  const options = { recursive: true, mode: 0o700 };
  await mkdir(folder, options);
  try {
    const store = await part.open();
    if (isCompatible(await store.info(), origin)) {
      return store;
    }
    await store.close();
  } catch (error) {
    if (!isDamage(error)) {
      throw error;
    }
  }
  await part.remove();
  await mkdir(folder, options);
  return part.open();
}
