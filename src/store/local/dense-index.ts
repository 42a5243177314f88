import { ExactIndex } from "../dense/exact-index.js";
import { TimeSlice } from "../time-slice.js";
import { damaged } from "./errors.js";
import type { LoadedGraph } from "./graph-file.js";
import type { PassageTable } from "./passage-table.js";
import type { Connection } from "./sqlite.js";
import { VectorReader } from "./vector-reader.js";

/** The dense leg of one generation: a graph of its earlier passages, and the vectors of all others. Immutable. */
export interface DenseIndex {
  /** Null while the passages are few, or the first graph is built. */
  readonly graph: LoadedGraph | null;
  /** How many passages the graph holds; they stand at the first positions. */
  readonly covered: number;
  readonly others: ExactIndex;
}

/**
 * Reads the vectors that the graph doesn't hold.
 * @param connection in the transaction that the passages were read in
 * @throws FootnoteError `index_damaged`
 */
export async function readDenseIndex(
  connection: Connection,
  passages: PassageTable,
  dimension: number,
  graph: LoadedGraph | null,
): Promise<DenseIndex> {
  const covered = graph === null ? 0 : passages.countThrough(graph.file.through);
  const matrix = new Float32Array((passages.size - covered) * dimension);
  const slice = new TimeSlice();
  const first = graph?.file.through ?? 0;
  const last = passages.keyAt(passages.size - 1);
  let position = covered;
  for (const { key, vector } of new VectorReader(connection).between(first, last, dimension)) {
    if (key !== passages.keyAt(position)) break;
    matrix.set(vector, (position - covered) * dimension);
    position++;
    if (slice.isOver) await slice.rest();
  }
  if (position !== passages.size) throw damaged("The index's database lacks a passage or has one too many.");
  return { graph, covered, others: new ExactIndex(matrix, dimension, covered) };
}

/** The same passages with another graph; the same index if that holds less than the one it has. */
export function withGraph(dense: DenseIndex, passages: PassageTable, graph: LoadedGraph): DenseIndex {
  const covered = passages.countThrough(graph.file.through);
  if (covered === 0 || covered < dense.covered) return dense;
  return { graph, covered, others: dense.others.from(covered) };
}
