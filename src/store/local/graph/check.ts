import { FootnoteError } from "../../../core/errors.js";
import type { Connection } from "../database/sqlite.js";
import { readState } from "../database/state.js";
import type { GraphFiles } from "./file.js";

/** A graph on record that can't be used. */
export interface GraphFault {
  readonly name: string;
  /** Part of a sentence. */
  readonly fault: string;
}

/**
 * Checks the file of the graph on record.
 * @param reader always sees the last commit
 * @returns null if there is none, or it is as it was written
 * @throws FootnoteError `index_damaged`, `aborted`
 */
export async function findGraphFault(reader: Connection, files: GraphFiles): Promise<GraphFault | null> {
  for (;;) {
    const { graph } = readState(reader);
    if (graph === null) {
      return null;
    }
    try {
      await files.check(graph);
      return null;
    } catch (error) {
      if (FootnoteError.is(error)) {
        throw error;
      }
      // Another process may have put another graph in its place.
      if (readState(reader).graph?.name === graph.name) {
        return { name: graph.name, fault: error instanceof Error ? error.message : String(error) };
      }
    }
  }
}
