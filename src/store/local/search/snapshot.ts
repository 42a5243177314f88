import { isDeepStrictEqual } from "node:util";
import { LexicalIndex } from "../../lexical/lexical-index.js";
import { checkCounts } from "../../rows/counts.js";
import { readDocumentIds } from "../database/document-reader.js";
import { readSegments, type Segments } from "../database/segment-reader.js";
import type { Connection } from "../database/sqlite.js";
import type { IndexState } from "../database/state.js";
import type { LoadedGraph } from "../graph/file.js";
import { type DenseIndex, readDenseIndex, withGraph } from "./dense-index.js";
import { PassageTable } from "./passage-table.js";

/** What searching needs of one generation, in memory and immutable. */
export interface Snapshot {
  readonly state: IndexState;
  readonly passages: PassageTable;
  readonly segments: Segments;
  readonly lexical: LexicalIndex;
  /** Null while nothing was written. */
  readonly dense: DenseIndex | null;
}

/**
 * Reads what the connection sees. Run it in a transaction, so that all of it is of one generation.
 * @param graph over some of the passages; null to look at every vector
 * @param known an earlier generation, which is kept as far as it is still true
 * @throws FootnoteError `index_damaged`
 */
export async function readSnapshot(
  connection: Connection,
  state: IndexState,
  graph: LoadedGraph | null,
  known?: Snapshot,
): Promise<Snapshot> {
  if (known !== undefined && hasSamePassages(connection, state, known)) {
    const { dense, passages } = known;
    return { ...known, state, dense: dense && graph ? withGraph(dense, passages, graph) : dense };
  }
  const segments = await readSegments(connection, known?.segments);
  const documentIds = readDocumentIds(connection);
  const isLive = (document: number) => documentIds.has(document);
  const passages = new PassageTable(segments.values(), documentIds);
  const paragraphs = countParagraphs(segments, isLive);
  checkCounts({ documents: documentIds.size, paragraphs, passages: passages.size }, state.counts);
  const dimension = state.fingerprint?.dimension;
  return {
    state,
    passages,
    segments,
    lexical: LexicalIndex.of([...segments.values()], isLive),
    dense:
      dimension === undefined
        ? null
        : await readDenseIndex({ connection, segments, passages, dimension }, { graph, known }),
  };
}

function countParagraphs(segments: Segments, isLive: (document: number) => boolean): number {
  let count = 0;
  for (const { paragraphs } of segments.values()) {
    count += paragraphs.documents.filter(isLive).length;
  }
  return count;
}

/** Keys only ever grow: of as many passages with the same last key, none is new and none is missing. */
function hasSamePassages(
  connection: Connection,
  { fingerprint }: IndexState,
  { state, passages }: Snapshot,
): boolean {
  const now = connection
    .prepare<{ size: number; last: number | null }>("SELECT COUNT(*) AS size, MAX(key) AS last FROM passages")
    .first();
  return (
    isDeepStrictEqual(fingerprint, state.fingerprint) &&
    now?.size === passages.size &&
    (now.last ?? 0) === passages.keyAt(passages.size - 1)
  );
}
