import { isDeepStrictEqual } from "node:util";
import type { HnswGraph } from "../dense/hnsw-graph.js";
import { saveGraph } from "./graph-file.js";
import { MANIFEST } from "./index-files.js";
import type { LoadedSnapshot } from "./load-snapshot.js";
import { describeIndex, findManifestFault } from "./manifest.js";
import type { Snapshot } from "./snapshot.js";
import type { Connection } from "./sqlite.js";
import { readState, writeState } from "./state.js";
import { tidyFiles } from "./tidy-files.js";
import { ifSoleWriter } from "./write-lock.js";

/** An index as it was found, with one sentence for each thing that had to be made good. */
export interface RepairedIndex {
  readonly snapshot: Snapshot;
  readonly repairs: readonly string[];
}

/**
 * Makes the files beside the database good again, from the database. While someone else writes, or without a
 * writer, the files stay as they are and only what is in memory is good.
 * @param writer without a transaction; null to leave the files alone
 */
export async function repairFiles(
  { snapshot, rebuilt }: LoadedSnapshot,
  folder: string,
  writer: Connection | null,
): Promise<RepairedIndex> {
  const repairs: string[] = [];
  const fault = await findManifestFault(folder, describeIndex(snapshot.state, snapshot.counts));
  let repaired = snapshot;
  if (rebuilt !== null) {
    if (writer !== null) repaired = await saveRebuilt(snapshot, rebuilt.graph, folder, writer);
    const where = repaired === snapshot ? ", in memory only" : "";
    repairs.push(`The graph file ${rebuilt.reason} and was built again from the database${where}.`);
  }
  if (writer !== null && (fault !== undefined || repaired !== snapshot)) {
    const isWritten = await tidyFiles(writer, folder, repaired);
    // An index that was never written has no manifest yet.
    const isRepair = fault !== undefined && snapshot.state.generation > 0;
    if (isWritten && isRepair) repairs.push(`${MANIFEST} ${fault} and was written again.`);
  }
  return { snapshot: repaired, repairs };
}

/** The snapshot with the state that names the new file, or the same snapshot if it can't be saved. */
async function saveRebuilt(
  snapshot: Snapshot,
  graph: HnswGraph,
  folder: string,
  writer: Connection,
): Promise<Snapshot> {
  const { generation, fingerprint } = snapshot.state;
  try {
    const saved = await ifSoleWriter(writer, async () => {
      if (fingerprint === null || !isDeepStrictEqual(readState(writer), snapshot.state)) return snapshot;
      const { file } = await saveGraph(graph, folder, generation, fingerprint.dimension);
      const state = { ...snapshot.state, graph: file };
      writeState(writer, state);
      return { ...snapshot, state };
    });
    return saved ?? snapshot;
  } catch {
    // Such as a full disk. The graph in memory is as good, and the next to open tries again.
    return snapshot;
  }
}
