import type { StoreQuery } from "../../core/ports/store.js";
import { cosine } from "../dense/cosine.js";
import { ExactIndex } from "../dense/exact-index.js";
import { TopK } from "../top-k.js";
import type { DocumentFilter } from "./document-filter.js";
import type { Snapshot } from "./snapshot.js";
import type { VectorReader } from "./vector-reader.js";

/**
 * The positions of the passages nearest to the question, best first: exactly, but for a large index without
 * a filter, which the graph answers.
 */
export function nearestPassages(
  { dense, passages }: Snapshot,
  { vector, limit }: StoreQuery,
  filter: DocumentFilter,
  vectors: VectorReader,
): number[] {
  if (dense === null) return [];
  if (dense instanceof ExactIndex) return dense.nearest(vector, limit, filter.accepts);
  if (filter.documents === null) {
    return dense.nearest(vector, limit).map((key) => passages.positionOf(key));
  }
  // hnswlib can filter only by a callback for each vector it meets, which is slow and must never throw.
  const top = new TopK(limit);
  for (const { key, vector: candidate } of vectors.ofDocuments(filter.documents, vector.length)) {
    top.offer(passages.positionOf(key), cosine(vector, candidate));
  }
  return top.items();
}
