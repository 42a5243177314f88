import { isDeepStrictEqual } from "node:util";
import { removeOtherGraphs } from "./index-files.js";
import { describeIndex, writeManifest } from "./manifest.js";
import type { Snapshot } from "./snapshot.js";
import type { Connection } from "./sqlite.js";
import { readState } from "./state.js";
import { ifSoleWriter } from "./write-lock.js";

/**
 * Brings what lies beside the database in line with it: the manifest is written, other graph files are
 * removed, the write-ahead log goes into the database. The index is whole without it, so that nothing
 * happens while someone else writes, who does the same when done, or if the disk refuses.
 * @param writer without a transaction
 * @returns whether it was done
 */
export async function tidyFiles(writer: Connection, folder: string, snapshot: Snapshot): Promise<boolean> {
  const { state, counts } = snapshot;
  try {
    const done = await ifSoleWriter(writer, async () => {
      if (!isDeepStrictEqual(readState(writer), state)) return false;
      await writeManifest(folder, describeIndex(state, counts));
      await removeOtherGraphs(folder, state.graph?.name);
      return true;
    });
    writer.pragma("wal_checkpoint(TRUNCATE)");
    return done ?? false;
  } catch {
    return false;
  }
}
