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

/** The passages of a generation and their dense leg. */
export interface DensePassages {
  readonly passages: PassageTable;
  readonly dense: DenseIndex | null;
}

/**
 * Reads the vectors that the graph doesn't hold.
 * @param connection in the transaction that the passages were read in
 * @param known an earlier generation: a key is never used twice, so what it has of these passages is taken over
 * @throws FootnoteError `index_damaged`
 */
export async function readDenseIndex(
  connection: Connection,
  passages: PassageTable,
  dimension: number,
  { graph, known }: { readonly graph: LoadedGraph | null; readonly known: DensePassages | undefined },
): Promise<DenseIndex> {
  const covered = graph === null ? 0 : passages.countThrough(graph.file.through);
  const matrix = new Float32Array((passages.size - covered) * dimension);
  const set = (position: number, vector: Float32Array) =>
    matrix.set(vector, (position - covered) * dimension);
  let position = covered;
  for (const vector of knownVectors(passages, covered, graph, known)) set(position++, vector);
  const above = position > covered ? passages.keyAt(position - 1) : (graph?.file.through ?? 0);
  const last = passages.keyAt(passages.size - 1);
  const slice = new TimeSlice();
  for (const { key, vector } of new VectorReader(connection).between(above, last, dimension)) {
    if (key !== passages.keyAt(position)) break;
    set(position++, vector);
    if (slice.isOver) await slice.rest();
  }
  if (position !== passages.size) throw damaged("The index's database lacks a passage or has one too many.");
  return { graph, covered, others: new ExactIndex(matrix, dimension, covered) };
}

/** The vectors of the passages from a position on, as far as an earlier generation has them: later keys are new. */
function* knownVectors(
  passages: PassageTable,
  from: number,
  graph: LoadedGraph | null,
  known: DensePassages | undefined,
): Generator<Float32Array, void> {
  if (known === undefined || known.dense === null) return;
  const { graph: earlier, others } = known.dense;
  if ((earlier?.file.through ?? 0) > (graph?.file.through ?? 0)) return;
  for (let position = from; position < passages.size; position++) {
    const before = known.passages.positionOf(passages.keyAt(position));
    if (before < 0) return;
    yield others.vectorAt(before);
  }
}

/** The same passages with another graph; the same index if that holds less than the one it has. */
export function withGraph(dense: DenseIndex, passages: PassageTable, graph: LoadedGraph): DenseIndex {
  const covered = passages.countThrough(graph.file.through);
  if (covered === 0 || covered < dense.covered) return dense;
  return { graph, covered, others: dense.others.from(covered) };
}
