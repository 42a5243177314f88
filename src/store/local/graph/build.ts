import type { Fingerprint } from "../../../core/ports/embedder.js";
import { HnswGraph } from "../../dense/hnsw-graph.js";
import { TimeSlice } from "../../time-slice.js";
import { lastGivenKey } from "../database/row-keys.js";
import type { Connection } from "../database/sqlite.js";
import { type GraphFile, readState } from "../database/state.js";
import { VectorReader } from "../database/vector-reader.js";
import { GraphFiles, saveGraph } from "./file.js";
import { type Coverage, isWornOut, readCoverage } from "./need.js";

/** A graph that is built but not yet on record. */
export interface BuiltGraph {
  /** Of the vectors in it. */
  readonly fingerprint: Fingerprint;
  /** It still has the name of an unfinished file. */
  readonly file: GraphFile;
}

/** What there is to build. */
interface Plan extends Coverage {
  readonly fingerprint: Fingerprint;
  /** The graph on record. */
  readonly earlier: GraphFile | null;
  /** The last key that a passage was ever given. */
  readonly lastKey: number;
}

/**
 * Builds a graph over the passages that are committed now and writes it to an unfinished file: from the graph
 * on record where that can be used, else from nothing. No transaction stays open meanwhile, so the log of the
 * database doesn't grow; a passage that is removed in the meantime may be in the graph or not.
 * @param connection without a transaction
 * @param name of the file to be
 * @returns null if there is nothing to build it from
 */
export async function buildGraph(
  connection: Connection,
  folder: string,
  name: string,
): Promise<BuiltGraph | null> {
  const plan = readPlan(connection);
  if (plan === null) {
    return null;
  }
  const { fingerprint, lastKey, passages, covered } = plan;
  const { dimension } = fingerprint;
  const earlier = await loadEarlier(plan, folder);
  const graph = earlier ?? HnswGraph.create(dimension, passages);
  graph.reserve(graph.size + passages - (earlier === null ? 0 : covered));
  const above = earlier === null ? 0 : (plan.earlier?.lastKey ?? 0);
  const slice = new TimeSlice();
  for (const { key, vector } of new VectorReader(connection).between(above, lastKey, dimension)) {
    graph.add(key, vector);
    if (slice.isOver) {
      await slice.rest();
    }
  }
  return { fingerprint, file: await saveGraph(graph, folder, { name, lastKey, dimension }) };
}

function readPlan(connection: Connection): Plan | null {
  connection.exec("BEGIN");
  try {
    const { fingerprint, graph: earlier } = readState(connection);
    const coverage = readCoverage(connection, earlier);
    const lastKey = lastGivenKey(connection, "passages");
    return fingerprint === null || coverage.passages === 0
      ? null
      : { ...coverage, fingerprint, earlier, lastKey };
  } finally {
    connection.exec("COMMIT");
  }
}

/** The graph on record, if it is worth going on from. */
async function loadEarlier(plan: Plan, folder: string): Promise<HnswGraph | null> {
  const { earlier, fingerprint } = plan;
  if (earlier === null || isWornOut(earlier, plan)) {
    return null;
  }
  try {
    return (await new GraphFiles(folder).load(earlier, fingerprint.dimension)).graph;
  } catch {
    return null;
  }
}
