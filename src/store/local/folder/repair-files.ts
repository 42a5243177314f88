import type { Connection } from "../database/sqlite.js";
import { readState } from "../database/state.js";
import { type CheckedGraph, checkGraph } from "../graph/file.js";
import { MANIFEST } from "./index-files.js";
import { describeIndex, findManifestFault } from "./manifest.js";
import { tidyFiles } from "./tidy-files.js";

/** What was found beside the database when an index was opened. */
export interface FoundFiles {
  /** One sentence for each thing that is or was made good. */
  readonly repairs: readonly string[];
  /** The name of a graph file that can't be used. */
  readonly unusable: string | null;
  readonly checked: CheckedGraph | null;
}

/**
 * Checks the files beside the database, and writes the manifest again where it is wrong, unless another
 * transaction is running, which does the same at its end.
 * @param writer without a transaction; null to leave the files alone
 */
export async function repairFiles(
  reader: Connection,
  folder: string,
  writer: Connection | null,
): Promise<FoundFiles> {
  const repairs: string[] = [];
  const { generation, graph } = readState(reader);
  const { checked, fault } = await checkGraphOnRecord(reader, folder);
  if (fault !== undefined) {
    repairs.push(describeGraphFault(fault));
  }
  if (writer !== null && (await findManifestFault(folder, describeIndex(reader))) !== undefined) {
    // Unless another process was writing it just now.
    const manifestFault = await tidyFiles(writer, folder, graph?.name);
    // An index that was never written has no manifest yet.
    if (manifestFault !== undefined && generation > 0) {
      repairs.push(`${MANIFEST} ${manifestFault} and was written again.`);
    }
  }
  return { repairs, unusable: fault === undefined ? null : (graph?.name ?? null), checked };
}

/** @param fault part of a sentence */
export function describeGraphFault(fault: string): string {
  return `The graph file ${fault}: until an ingest or a server has built it again, searches look at every passage.`;
}

interface CheckResult {
  /** Null also if there is no graph. */
  readonly checked: CheckedGraph | null;
  /** Part of a sentence. */
  readonly fault?: string;
}

async function checkGraphOnRecord(reader: Connection, folder: string): Promise<CheckResult> {
  for (;;) {
    const { graph } = readState(reader);
    if (graph === null) {
      return { checked: null };
    }
    try {
      return { checked: await checkGraph(folder, graph) };
    } catch (error) {
      // Another process may have put another graph in its place.
      if (readState(reader).graph?.name !== graph.name) {
        continue;
      }
      return { checked: null, fault: error instanceof Error ? error.message : String(error) };
    }
  }
}
