import type { Span } from "../core/document.js";
import { NearDuplicates } from "./near-duplicates.js";
import { byScore, type ScoredCandidate, scored } from "./scored-candidate.js";

/** Scores that differ less say nothing about which passage is better. */
const TIE = 0.001;

/**
 * Puts scored passages in the order in which they are worth reading, in the manner of maximal marginal relevance
 * (Carbonell and Goldstein, 1998): the best one first, then again and again the best of the rest, which lose for
 * what those before them have already shown (see `fuse`). Of passages that tie, one of the document that was shown
 * least comes first; near-duplicates of better passages are left out.
 *
 * @param limit the most to return, at least 1
 * @returns with their final scores, which never rise: one that comes after a tie has the score of the one before
 */
export function diversify(candidates: readonly ScoredCandidate[], limit: number): ScoredCandidate[] {
  const picked: ScoredCandidate[] = [];
  const shown = new Map<string, number>();
  const duplicates = new NearDuplicates();
  let rest = [...candidates];
  while (picked.length < limit) {
    const next = worthMost(rest, shown);
    if (next === undefined) {
      break;
    }
    rest = rest.filter((other) => other !== next);
    const { passage } = next.candidate;
    if (duplicates.isRepeat(passage)) {
      continue;
    }
    picked.push(notAbove(picked.at(-1), next));
    shown.set(passage.documentId, (shown.get(passage.documentId) ?? 0) + 1);
    rest = rest.map((other) =>
      other.candidate.passage.documentId === passage.documentId ? withRepetition(other, picked) : other,
    );
  }
  return picked;
}

function worthMost(
  rest: readonly ScoredCandidate[],
  shown: ReadonlyMap<string, number>,
): ScoredCandidate | undefined {
  const most = Math.max(...rest.map(({ fused }) => fused.score));
  const times = ({ candidate }: ScoredCandidate) => shown.get(candidate.passage.documentId) ?? 0;
  const [first] = rest
    .filter(({ fused }) => fused.score >= most - TIE)
    .sort((a, b) => times(a) - times(b) || byScore(a, b));
  return first;
}

function notAbove(before: ScoredCandidate | undefined, { fused, ...next }: ScoredCandidate): ScoredCandidate {
  const score = Math.min(fused.score, before?.fused.score ?? 1);
  return { ...next, fused: { ...fused, score } };
}

/** A candidate with what it loses for the passages already picked. */
function withRepetition(other: ScoredCandidate, picked: readonly ScoredCandidate[]): ScoredCandidate {
  const { passage } = other.candidate;
  const shown = picked
    .map(({ candidate }) => candidate.passage)
    .filter(({ documentId }) => documentId === passage.documentId);
  const repeated = coveredShare(passage, shown);
  return repeated === other.candidate.repeated
    ? other
    : scored({ ...other.candidate, repeated }, other.relation);
}

/** The share of a span that others cover together: what several of them hold counts once. */
function coveredShare({ start, end }: Span, others: readonly Span[]): number {
  let covered = 0;
  let from = start;
  for (const other of others.toSorted((a, b) => a.start - b.start)) {
    const to = Math.min(end, other.end);
    covered += Math.max(0, to - Math.max(from, other.start));
    from = Math.max(from, to);
  }
  return covered / Math.max(1, end - start);
}
