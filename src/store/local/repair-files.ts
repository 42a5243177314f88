import { checkGraph } from "./graph-file.js";
import { MANIFEST } from "./index-files.js";
import { describeIndex, findManifestFault } from "./manifest.js";
import type { Connection } from "./sqlite.js";
import { readState } from "./state.js";
import { tidyFiles } from "./tidy-files.js";

/** What was found beside the database when an index was opened. */
export interface FoundFiles {
  /** One sentence for each thing that is or was made good. */
  readonly repairs: readonly string[];
  /** The name of a graph file that can't be used. */
  readonly unusable: string | null;
}

/**
 * Checks the files beside the database, and writes the manifest again where it is wrong, unless someone else
 * is writing, who does the same when done.
 * @param writer without a transaction; null to leave the files alone
 */
export async function repairFiles(
  reader: Connection,
  folder: string,
  writer: Connection | null,
): Promise<FoundFiles> {
  const repairs: string[] = [];
  const { generation, graph } = readState(reader);
  const graphFault = await checkGraphOnRecord(reader, folder);
  if (graphFault !== undefined) repairs.push(describeGraphFault(graphFault));
  const manifestFault = await findManifestFault(folder, describeIndex(reader));
  if (writer !== null && manifestFault !== undefined) {
    const isWritten = await tidyFiles(writer, folder, graph?.name);
    // An index that was never written has no manifest yet.
    if (isWritten && generation > 0) repairs.push(`${MANIFEST} ${manifestFault} and was written again.`);
  }
  return { repairs, unusable: graphFault === undefined ? null : (graph?.name ?? null) };
}

/** @param fault part of a sentence */
export function describeGraphFault(fault: string): string {
  return `The graph file ${fault}: until an ingest or a server has built it again, searches look at every passage.`;
}

async function checkGraphOnRecord(reader: Connection, folder: string): Promise<string | undefined> {
  for (;;) {
    const { graph } = readState(reader);
    if (graph === null) return undefined;
    try {
      await checkGraph(folder, graph);
      return undefined;
    } catch (error) {
      // Another process may have put another graph in its place.
      if (readState(reader).graph?.name !== graph.name) continue;
      return error instanceof Error ? error.message : String(error);
    }
  }
}
