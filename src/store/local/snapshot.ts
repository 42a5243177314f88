import { isDeepStrictEqual } from "node:util";
import { LexicalIndex } from "../lexical/lexical-index.js";
import { TimeSlice } from "../time-slice.js";
import { checkCounts } from "./contents.js";
import { type DenseIndex, readDenseIndex, withGraph } from "./dense-index.js";
import { readDocumentIds } from "./document-reader.js";
import { damaged } from "./errors.js";
import type { LoadedGraph } from "./graph-file.js";
import { readParagraphTerms, readPassageTerms } from "./lexical-reader.js";
import { PassageTable } from "./passage-table.js";
import type { Connection } from "./sqlite.js";
import type { IndexState } from "./state.js";

/** What searching needs of one generation, in memory and immutable. */
export interface Snapshot {
  readonly state: IndexState;
  readonly passages: PassageTable;
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
  const paragraphs = await collect(readParagraphTerms(connection));
  const passages = await collect(readPassageTerms(connection));
  const documentIds = readDocumentIds(connection);
  checkCounts(
    { documents: documentIds.size, paragraphs: paragraphs.length, passages: passages.length },
    state.counts,
  );
  const paragraphByKey = new Map(paragraphs.map((paragraph) => [paragraph.key, paragraph]));
  const placed = passages.map((passage) => {
    const paragraph = paragraphByKey.get(passage.paragraph);
    if (paragraph === undefined) throw damaged("A passage in the index has no paragraph.");
    return { ...passage, document: paragraph.document, language: paragraph.language };
  });
  const table = new PassageTable(placed, documentIds);
  const dimension = state.fingerprint?.dimension;
  return {
    state,
    passages: table,
    lexical: await LexicalIndex.build(placed, paragraphs),
    dense: dimension === undefined ? null : await readDenseIndex(connection, table, dimension, graph),
  };
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

/** Takes many rows without keeping the event loop for long. */
async function collect<Row>(rows: Iterable<Row>): Promise<Row[]> {
  const collected: Row[] = [];
  const slice = new TimeSlice();
  for (const row of rows) {
    collected.push(row);
    if (slice.isOver) await slice.rest();
  }
  return collected;
}
