import { type FusedScore, fuse, type LanguageRelation, type ScorableCandidate } from "./fusion.js";

/** A candidate together with its score. */
export interface ScoredCandidate {
  readonly candidate: ScorableCandidate;
  readonly relation: LanguageRelation;
  readonly fused: FusedScore;
}

export function scored(candidate: ScorableCandidate, relation: LanguageRelation): ScoredCandidate {
  return { candidate, relation, fused: fuse(candidate, relation) };
}

/** Sorts the best first. Equal scores keep one order from run to run. */
export function byScore(a: ScoredCandidate, b: ScoredCandidate): number {
  return b.fused.score - a.fused.score || compareIds(a.candidate.passage.id, b.candidate.passage.id);
}

function compareIds(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
