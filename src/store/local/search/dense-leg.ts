import type { StoreQuery } from "../../../core/ports/store/searching.js";
import { TopK } from "../../top-k.js";
import type { DenseIndex } from "./dense-index.js";
import type { PassageTable } from "./passage-table.js";
import type { Snapshot } from "./snapshot.js";

/** How many more neighbours are asked for than would do if the removed ones were spread evenly among them. */
const MARGIN = 1.25;

/**
 * The positions of about the passages nearest to the question: of the graph's, which may miss one now and then, and
 * of all others, which are looked at one by one but not quite exactly (see `ExactIndex`). Where only some documents
 * are wanted, all of theirs are looked at: hnswlib can leave vectors out only by a callback for each one it meets, which is
 * slow and must never throw.
 *
 * @param among the positions to look at, undefined for all
 */
export function nearestPassages(
  { dense, passages }: Snapshot,
  { vector, limit }: Pick<StoreQuery, "vector" | "limit">,
  among: Uint32Array | undefined,
): number[] {
  if (dense === null) {
    return [];
  }
  const top = new TopK(limit);
  if (among !== undefined) {
    dense.vectors.offerAmong(top, vector, among);
  } else {
    const isGraphAsked = offerFromGraph(top, dense, passages, { vector, limit });
    dense.vectors.offer(top, vector, isGraphAsked ? dense.covered : 0);
  }
  return top.items();
}

/**
 * The graph also finds passages that were removed: as many more are asked for as it takes.
 * @returns whether there is a graph
 */
function offerFromGraph(
  top: TopK,
  { graph: loaded, covered }: DenseIndex,
  passages: PassageTable,
  { vector, limit }: Pick<StoreQuery, "vector" | "limit">,
): boolean {
  if (loaded === null || covered === 0) {
    return false;
  }
  const { graph } = loaded;
  const wanted = Math.min(limit, covered);
  let asked = covered === graph.size ? wanted : Math.ceil((MARGIN * limit * graph.size) / covered);
  for (;;) {
    asked = Math.min(graph.size, asked);
    const found = graph
      .nearest(vector, asked)
      .map(({ key, cosine }) => ({ position: passages.positionOf(key), cosine }))
      .filter(({ position }) => position >= 0);
    if (found.length >= wanted || asked === graph.size) {
      for (const { position, cosine } of found) {
        top.offer(position, cosine);
      }
      return true;
    }
    asked *= 2;
  }
}
