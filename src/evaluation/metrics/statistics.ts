/** Figures over lists; all are null over an empty one, where there is nothing to say. */

/** The share of the items for which something holds, between 0 and 1. */
export function share<T>(items: readonly T[], holds: (item: T) => boolean): number | null {
  return items.length === 0 ? null : items.filter(holds).length / items.length;
}

/** The arithmetic mean. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The percentile by the nearest-rank method: the smallest of the values that at least this share of them doesn't
 * exceed.
 * @param p above 0, at most 1
 */
export function percentile(values: readonly number[], p: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(p * sorted.length)) - 1] ?? null;
}

/**
 * The area under the ROC curve: the chance that a positive one of two random items, one of each kind, has the
 * higher score, ties counting half. It is the Mann–Whitney statistic U divided by the number of pairs (Hanley and
 * McNeil 1982), from ranks that ties share.
 * @returns null unless there are scores of both kinds
 */
export function auroc(positives: readonly number[], negatives: readonly number[]): number | null {
  const pairs = positives.length * negatives.length;
  if (pairs === 0) {
    return null;
  }
  const scored = [
    ...positives.map((score) => ({ score, isPositive: true })),
    ...negatives.map((score) => ({ score, isPositive: false })),
  ].sort((a, b) => a.score - b.score);
  let rankSum = 0;
  for (let from = 0, to = 0; from < scored.length; from = to) {
    while (to < scored.length && scored[to]?.score === scored[from]?.score) {
      to += 1;
    }
    // Ranks count from 1; the tied ones share the mean of theirs.
    const rank = (from + 1 + to) / 2;
    rankSum += rank * scored.slice(from, to).filter(({ isPositive }) => isPositive).length;
  }
  return (rankSum - (positives.length * (positives.length + 1)) / 2) / pairs;
}
