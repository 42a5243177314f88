import type { Connection } from "../database/sqlite.js";
import { ifSoleWriter } from "../database/write-lock.js";
import { removeOtherGraphs } from "./index-files.js";
import { describeIndex, writeManifest } from "./manifest.js";

/**
 * Brings what lies beside the database in line with it: the manifest is written, other graph files are
 * removed, the write-ahead log goes into the database. The index is whole without it, so
 * nothing is done while another transaction is running, which does the same at its end, or if the disk fails.
 * @param writer without a transaction
 * @param unrecorded the name of a graph file that is still being made
 * @returns whether it was done
 */
export async function tidyFiles(writer: Connection, folder: string, unrecorded?: string): Promise<boolean> {
  try {
    const done = await ifSoleWriter(writer, async () => {
      const manifest = describeIndex(writer);
      await writeManifest(folder, manifest);
      await removeOtherGraphs(folder, [manifest.hnsw?.file, unrecorded]);
      return true;
    });
    writer.pragma("wal_checkpoint(TRUNCATE)");
    return done ?? false;
  } catch {
    return false;
  }
}
