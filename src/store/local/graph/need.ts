import type { VectorIndex } from "../../../core/ports/store/driver.js";
import type { Connection } from "../database/sqlite.js";
import type { GraphFile } from "../database/state.js";

/** The largest part of a graph that may be removed vectors: they cost room, time and, in the end, recall. */
const MAX_REMOVED = 0.25;

/**
 * The most passages that a graph may lack, as a part of those it holds. They are looked at one by one, which takes a
 * fraction of the time that the graph takes; adding each of them at once would write the whole file for every commit.
 */
const MAX_UNCOVERED = 0.02;

/** How far a graph covers the passages. */
export interface Coverage {
  /** All there are. */
  readonly passages: number;
  /** Those that the graph holds. */
  readonly covered: number;
}

/** What the connection sees of a graph's coverage. @param graph null covers nothing */
export function readCoverage(connection: Connection, graph: GraphFile | null): Coverage {
  const coverage = connection.prepare<Coverage>(
    "SELECT COUNT(*) AS passages, COUNT(*) FILTER (WHERE key <= ?) AS covered FROM passages",
  );
  return coverage.first(graph?.lastKey ?? 0) ?? { passages: 0, covered: 0 };
}

/** Whether so many vectors of a graph were removed that building a new one is better than adding to it. */
export function isWornOut({ size }: GraphFile, { covered }: Coverage): boolean {
  return size - covered > MAX_REMOVED * size;
}

/**
 * Whether a graph must be built or isn't needed any more.
 * @param graph that can be used
 */
export function graphNeed(
  graph: GraphFile | null,
  coverage: Coverage,
  vectorIndex: VectorIndex,
): "build" | "drop" | "none" {
  const { passages, covered } = coverage;
  if (vectorIndex === "exact" || passages === 0) {
    return graph === null ? "none" : "drop";
  }
  const isUpToDate =
    graph !== null && !isWornOut(graph, coverage) && passages - covered <= MAX_UNCOVERED * covered;
  return isUpToDate ? "none" : "build";
}
