import type { Connection } from "../database/sqlite.js";
import { ifSoleWriter } from "../database/write-lock.js";
import { removeOtherGraphs } from "./index-files.js";
import { describeIndex, findManifestFault, writeManifest } from "./manifest.js";

/**
 * Brings what lies beside the database in line with it: a wrong manifest is written again, other graph files are
 * removed, the write-ahead log goes into the database. The index is whole without it, so
 * nothing is done while another transaction is running, which does the same at its end, or if the disk fails.
 * @param writer without a transaction
 * @param unrecorded the name of a graph file that is still being made
 * @returns what was wrong with the manifest, if it was written again: part of a sentence
 */
export async function tidyFiles(
  writer: Connection,
  folder: string,
  unrecorded?: string,
): Promise<string | undefined> {
  try {
    const fault = await ifSoleWriter(writer, async () => {
      const manifest = describeIndex(writer);
      const found = await findManifestFault(folder, manifest);
      if (found !== undefined) {
        await writeManifest(folder, manifest);
      }
      await removeOtherGraphs(folder, [manifest.hnsw?.file, unrecorded]);
      return found;
    });
    writer.pragma("wal_checkpoint(TRUNCATE)");
    return fault;
  } catch {
    return undefined;
  }
}
