import { covers, type DocumentSpan } from "../gold.js";
import { mean, share } from "./statistics.js";

/** How deep the gold lies in what was retrieved for one answerable question. */
export interface GoldDepth {
  /** The rank, from 1, of the first passage that covers a whole gold span; null if none of them does. */
  readonly rank: number | null;
  /**
   * The fewest characters of context that hold that passage, with those before it; 0 for the first passage, which
   * is in every context, however small. Null if no passage covers a gold span.
   */
  readonly characters: number | null;
}

/**
 * Where the gold lies. One passage has to cover one gold span whole; which one of several doesn't matter.
 * @param passages best first
 */
export function goldDepth(passages: readonly DocumentSpan[], gold: readonly DocumentSpan[]): GoldDepth {
  const index = passages.findIndex((passage) => gold.some((span) => covers(passage, span)));
  if (index === -1) {
    return { rank: null, characters: null };
  }
  return { rank: index + 1, characters: index === 0 ? 0 : characters(passages.slice(0, index + 1)) };
}

/** The characters of some passages together, those they share counted as often as they occur. */
export function characters(passages: readonly DocumentSpan[]): number {
  return passages.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** `recall@k`: the share of the questions with a hit among the first k passages. */
export function recallAt(k: number, depths: readonly GoldDepth[]): number | null {
  return share(depths, ({ rank }) => rank !== null && rank <= k);
}

/** `mrr@k`: the mean of 1 / rank of the first hit, 0 where the first k passages hold none. */
export function reciprocalRankAt(k: number, depths: readonly GoldDepth[]): number | null {
  return mean(depths.map(({ rank }) => (rank !== null && rank <= k ? 1 / rank : 0)));
}

/**
 * `recallInChars`: the share of the questions with a hit among the passages that fit into a context of so many
 * characters. Passages are taken in rank order until the next one wouldn't fit; the first always counts. Unlike
 * `recall@k` it doesn't reward large passages.
 */
export function recallInCharacters(budget: number, depths: readonly GoldDepth[]): number | null {
  return share(depths, (depth) => depth.characters !== null && depth.characters <= budget);
}
