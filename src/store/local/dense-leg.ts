import type { StoreQuery } from "../../core/ports/store.js";
import { cosine } from "../dense/cosine.js";
import { TopK } from "../top-k.js";
import type { DenseIndex } from "./dense-index.js";
import type { DocumentFilter } from "./document-filter.js";
import type { PassageTable } from "./passage-table.js";
import type { Snapshot } from "./snapshot.js";
import type { VectorReader } from "./vector-reader.js";

/**
 * The positions of the passages nearest to the question, best first: those of the graph's passages, which may
 * miss one now and then, and of all others, which are looked at one by one.
 */
export function nearestPassages(
  { dense, passages }: Snapshot,
  { vector, limit }: StoreQuery,
  filter: DocumentFilter,
  vectors: VectorReader,
): number[] {
  const top = new TopK(limit);
  if (dense === null) return [];
  if (dense.graph === null || filter.documents === null) {
    dense.others.offer(top, vector, (position) => filter.accepts(passages.documentKeyAt(position)));
    offerFromGraph(top, dense, passages, vector, limit);
    return top.items();
  }
  // hnswlib can filter only by a callback for each vector it meets, which is slow and must never throw.
  for (const { key, vector: candidate } of vectors.ofDocuments(filter.documents, vector.length)) {
    const position = passages.positionOf(key);
    // A commit since may have brought it.
    if (position >= 0) top.offer(position, cosine(vector, candidate));
  }
  return top.items();
}

/** Of a passage that was removed, the graph still holds the vector: as many more are asked for as it takes. */
function offerFromGraph(
  top: TopK,
  { graph, covered }: DenseIndex,
  passages: PassageTable,
  query: Float32Array,
  limit: number,
): void {
  if (graph === null) return;
  const { size } = graph.graph;
  const wanted = Math.min(limit, covered);
  let asked = Math.min(size, limit + Math.min(limit, size - covered));
  for (;;) {
    const found = graph.graph
      .nearest(query, asked)
      .map(({ key, cosine }) => ({ position: passages.positionOf(key), cosine }))
      .filter(({ position }) => position >= 0);
    if (found.length >= wanted || asked === size) {
      for (const { position, cosine } of found) top.offer(position, cosine);
      return;
    }
    asked = Math.min(size, 2 * asked);
  }
}
