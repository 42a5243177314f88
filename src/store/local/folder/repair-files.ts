import type { Connection } from "../database/sqlite.js";
import { readState } from "../database/state.js";
import { MANIFEST } from "./index-files.js";
import { describeIndex, findManifestFault } from "./manifest.js";
import { tidyFiles } from "./tidy-files.js";

/**
 * Checks the manifest beside the database, and writes it again where it is wrong, unless another transaction is running,
 * which does the same at its end. The graph's file is checked when it is first needed.
 * @param writer without a transaction; null to leave the files alone
 * @returns a sentence for what was made good
 */
export async function repairFiles(
  reader: Connection,
  folder: string,
  writer: Connection | null,
): Promise<string[]> {
  const { generation, graph } = readState(reader);
  if (writer === null || (await findManifestFault(folder, describeIndex(reader))) === undefined) {
    return [];
  }
  // Unless another process was writing it just now.
  const fault = await tidyFiles(writer, folder, graph?.name);
  // An index that was never written has no manifest yet.
  return fault === undefined || generation === 0 ? [] : [`${MANIFEST} ${fault} and was written again.`];
}

/** @param fault part of a sentence */
export function describeGraphFault(fault: string): string {
  return `The graph file ${fault}: until an ingest or a server has built it again, searches look at every passage.`;
}
