/** The cost of a letter too many, a letter too few, or two letters changed round. */
const SLIP = 2;

/** The cost of one letter instead of another, which makes another word more often than a slip does. */
const SUBSTITUTION = 3;

/** What may be taken for a typing error in a word. */
export const EDIT_COSTS = {
  none: 0,
  /** One letter more or less, or two changed round. */
  slip: SLIP,
  /** Or one letter instead of another. */
  one: SUBSTITUTION,
  /** Two of these, but not two letters instead of others. */
  two: SUBSTITUTION + SLIP,
} as const;

/** Longer words are keys, or attacks. */
const MOST_LETTERS = 40;

/**
 * Whether two words have the first letter in common, which is seldom mistyped, and one of the next two, if only at the
 * other's place: a test that spares most comparisons.
 */
export function beginAlike(a: string, b: string): boolean {
  return a[0] === b[0] && (a[1] === b[1] || a[1] === b[2] || a[2] === b[1] || a[2] === b[2]);
}

/**
 * What it costs to make one word of another by edits: the optimal string alignment distance (Damerau, 1964) with a cost
 * for each kind of edit. Words that don't begin alike are no candidates.
 *
 * @param most more isn't wanted, which is why the work is bounded by `most` × length
 * @returns undefined if it costs more
 */
export function editCost(a: string, b: string, most: number): number | undefined {
  const reach = Math.floor(most / SLIP);
  if (
    !beginAlike(a, b) ||
    Math.abs(a.length - b.length) > reach ||
    Math.max(a.length, b.length) > MOST_LETTERS
  ) {
    return undefined;
  }
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j * SLIP);
  for (let i = 1; i <= a.length; i++) {
    const row = [i * SLIP];
    let best = i * SLIP;
    for (let j = 1; j <= b.length; j++) {
      // Outside of the band every alignment costs more.
      if (Math.abs(i - j) > reach) {
        row.push(Number.POSITIVE_INFINITY);
        continue;
      }
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const cost = Math.min(
        at(last, j - 1) + (isSame ? 0 : SUBSTITUTION),
        at(last, j) + SLIP,
        at(row, j - 1) + SLIP,
        isSwapped ? at(beforeLast, j - 2) + SLIP : Number.POSITIVE_INFINITY,
      );
      row.push(cost);
      best = Math.min(best, cost);
    }
    if (best > most) {
      return undefined;
    }
    [beforeLast, last] = [last, row];
  }
  const cost = at(last, b.length);
  return cost <= most ? cost : undefined;
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
