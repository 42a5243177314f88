import type { Examples } from "./examples.js";

/** Examples whose values are replaced by the number of the bin they lie in, which is all that a tree looks at. */
export interface Binned {
  /** One column a feature, each with one bin a row. */
  readonly columns: readonly Uint8Array[];
  /** By feature: `thresholds[b]` separates bin `b` from the next; values up to it lie in `b` or below. */
  readonly thresholds: readonly (readonly number[])[];
}

/** The most bins of a feature. */
export const BINS = 64;

/** At most so many values of a feature are sorted to find its quantiles. */
const SAMPLED = 50_000;

/** Cuts each feature at its quantiles, halfway between neighbouring values. */
export function bin({ features, values, labels }: Examples): Binned {
  const rows = labels.length;
  const columns: Uint8Array[] = [];
  const thresholds: number[][] = [];
  for (const index of features.keys()) {
    const column = Float32Array.from(
      { length: rows },
      (_, row) => values[row * features.length + index] ?? 0,
    );
    const cuts = quantiles(column);
    columns.push(Uint8Array.from(column, (value) => binOf(value, cuts)));
    thresholds.push(cuts);
  }
  return { columns, thresholds };
}

function quantiles(column: Float32Array): number[] {
  const every = Math.ceil(column.length / SAMPLED);
  const sorted = column.filter((_, row) => row % every === 0).sort();
  const cuts: number[] = [];
  for (let number = 1; number < BINS; number++) {
    const place = Math.floor((sorted.length * number) / BINS);
    const value = sorted[place] ?? 0;
    // The value before, where it is another one: between equal values there is nothing to cut.
    let before = place - 1;
    while (before >= 0 && sorted[before] === value) {
      before--;
    }
    const cut = ((sorted[before] ?? value) + value) / 2;
    if (before >= 0 && cut > (cuts.at(-1) ?? Number.NEGATIVE_INFINITY)) {
      cuts.push(cut);
    }
  }
  return cuts;
}

/** The number of thresholds below a value. */
function binOf(value: number, cuts: readonly number[]): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (cuts[middle] ?? 0)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
