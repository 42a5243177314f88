import { ByteMatrix } from "../../../vectors/byte-matrix.js";
import { vectorAt } from "../../../vectors/quantised-vectors.js";
import type { ByteVector } from "../../../vectors/vector.js";
import { ExactIndex } from "../../dense/exact-index.js";
import { TimeSlice } from "../../time-slice.js";
import { readSegmentVectors, type Segments } from "../database/segment-reader.js";
import type { Connection } from "../database/sqlite.js";
import type { LoadedGraph } from "../graph/file.js";
import type { PassageTable } from "./passage-table.js";

/** The dense leg of one generation: the vectors of all passages, and a graph of the earlier ones. Immutable. */
export interface DenseIndex {
  readonly vectors: ExactIndex;
  /** Null while the first graph is built, or if every vector is to be looked at. */
  readonly graph: LoadedGraph | null;
  /** How many passages the graph holds; they stand at the first positions. */
  readonly covered: number;
}

/** The passages of a generation and their dense leg. */
export interface DensePassages {
  readonly passages: PassageTable;
  readonly dense: DenseIndex | null;
}

/** What a dense leg is read from. */
interface DenseSource {
  readonly passages: PassageTable;
  /** In the transaction that the passages were read in. */
  readonly connection: Connection;
  /** Those that hold the passages. */
  readonly segments: Segments;
  readonly dimension: number;
}

/**
 * Reads the vectors of a generation.
 * @param known an earlier one: a key is never used twice, so what it has of these passages is taken over
 * @throws FootnoteError `index_damaged`
 */
export async function readDenseIndex(
  source: DenseSource,
  { graph, known }: { readonly graph: LoadedGraph | null; readonly known: DensePassages | undefined },
): Promise<DenseIndex> {
  const { passages, dimension } = source;
  const matrix = new ByteMatrix(passages.size, dimension);
  let first = 0;
  for (const vector of knownVectors(passages, known)) {
    matrix.set(first++, vector);
  }
  const slice = new TimeSlice();
  for (const { position, vector } of vectorsFrom(source, first)) {
    matrix.set(position, vector);
    if (slice.isOver) {
      await slice.rest();
    }
  }
  return { vectors: new ExactIndex(matrix), graph, covered: countCovered(passages, graph) };
}

/** The vectors of the passages from a position on, in the order of the segments. */
function* vectorsFrom(
  { connection, segments, passages, dimension }: DenseSource,
  first: number,
): Generator<{ readonly position: number; readonly vector: ByteVector }, void> {
  if (first === passages.size) {
    return;
  }
  const firstKey = passages.keyAt(first);
  for (const [segmentKey, { keys }] of segments) {
    if ((keys.at(-1) ?? 0) < firstKey) {
      continue;
    }
    const vectors = readSegmentVectors(connection, segmentKey, { passages: keys.length, dimension });
    for (const [i, key] of keys.entries()) {
      const position = passages.positionOf(key);
      if (position >= first) {
        yield { position, vector: vectorAt(vectors, i, dimension) };
      }
    }
  }
}

/** The vectors of the first passages, as far as an earlier generation has them: later keys are new. */
function* knownVectors(
  passages: PassageTable,
  known: DensePassages | undefined,
): Generator<ByteVector, void> {
  if (known === undefined || known.dense === null) {
    return;
  }
  for (let position = 0; position < passages.size; position++) {
    const before = known.passages.positionOf(passages.keyAt(position));
    if (before < 0) {
      return;
    }
    yield known.dense.vectors.vectorAt(before);
  }
}

/** The same vectors with another graph; the same index if that holds less than the one it has. */
export function withGraph(dense: DenseIndex, passages: PassageTable, graph: LoadedGraph): DenseIndex {
  const covered = countCovered(passages, graph);
  return covered === 0 || covered < dense.covered ? dense : { ...dense, graph, covered };
}

function countCovered(passages: PassageTable, graph: LoadedGraph | null): number {
  return graph === null ? 0 : passages.countThrough(graph.file.lastKey);
}
