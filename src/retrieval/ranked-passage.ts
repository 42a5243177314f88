import type { RankedPassage, ScoredPassage } from "../core/passage.js";
import { fuse } from "./fusion.js";

/** Gives a passage its score, in place of one that it may have had with other evidence. */
export function scored(passage: Omit<RankedPassage, "score" | "scores">): RankedPassage {
  const { score, lexical, dense } = fuse(passage);
  return { ...passage, score, scores: { lexical, dense } };
}

/** Sorts the best first. Equal scores keep one order from run to run. */
export function byScore(a: RankedPassage, b: RankedPassage): number {
  return b.score - a.score || compareIds(a.passage.id, b.passage.id);
}

/** A ranked passage as the outside sees it. */
export function toScoredPassage({ passage, score, scores }: RankedPassage): ScoredPassage {
  return { ...passage, score, scores };
}

function compareIds(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
