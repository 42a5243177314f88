import type { StoreQuery } from "../../core/ports/store.js";
import { cosine } from "../dense/cosine.js";
import { TopK } from "../top-k.js";
import type { DenseIndex } from "./dense-index.js";
import type { DocumentFilter } from "./document-filter.js";
import type { PassageTable } from "./passage-table.js";
import type { SearchReaders } from "./search.js";
import type { Snapshot } from "./snapshot.js";

/** Reading a vector from the database takes as long as looking at so many in memory. */
const READING_COST = 6;

/** How many more neighbours are asked for than would do if what isn't wanted were spread evenly among them. */
const MARGIN = 1.25;

/**
 * The positions of the passages nearest to the question, best first: those of the graph's passages, which may
 * miss one now and then, and of all others, which are looked at one by one.
 */
export function nearestPassages(
  { dense, passages }: Snapshot,
  { vector, limit }: StoreQuery,
  filter: DocumentFilter,
  { vectors, exactLimit }: Pick<SearchReaders, "vectors" | "exactLimit">,
): number[] {
  const top = new TopK(limit);
  if (dense === null) return [];
  const { documents } = filter;
  const isReadable = () => READING_COST * passages.count(filter.accepts) <= exactLimit;
  if (dense.graph !== null && documents !== null && isReadable()) {
    for (const { key, vector: candidate } of vectors.ofDocuments(documents, vector.length)) {
      const position = passages.positionOf(key);
      // A commit since may have brought it.
      if (position >= 0) top.offer(position, cosine(vector, candidate));
    }
    return top.items();
  }
  dense.others.offer(top, vector, (position) => filter.accepts(passages.documentKeyAt(position)));
  offerFromGraph(top, dense, passages, filter, { vector, limit });
  return top.items();
}

/**
 * The graph also finds passages that were removed and ones of other documents: hnswlib can leave them out only
 * by a callback for each vector it meets, which is slow and must never throw. As many more are asked for as it
 * takes.
 */
function offerFromGraph(
  top: TopK,
  { graph, covered }: DenseIndex,
  passages: PassageTable,
  { accepts, documents }: DocumentFilter,
  { vector, limit }: Pick<StoreQuery, "vector" | "limit">,
): void {
  if (graph === null) return;
  const { size } = graph.graph;
  const accepted = documents === null ? covered : passages.count(accepts, covered);
  const wanted = Math.min(limit, accepted);
  if (wanted === 0) return;
  let asked = accepted === size ? wanted : Math.ceil((MARGIN * limit * size) / accepted);
  for (;;) {
    asked = Math.min(size, asked);
    const found = graph.graph
      .nearest(vector, asked)
      .map(({ key, cosine }) => ({ position: passages.positionOf(key), cosine }))
      .filter(({ position }) => position >= 0 && accepts(passages.documentKeyAt(position)));
    if (found.length >= wanted || asked === size) {
      for (const { position, cosine } of found) top.offer(position, cosine);
      return;
    }
    asked *= 2;
  }
}
