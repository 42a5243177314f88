import type { RegressionTree } from "../../src/learned/model.js";
import { BINS, type Binned } from "./binned.js";
import type { Derivatives } from "./objective.js";

export interface TreeOptions {
  /** The most decisions from the root to a leaf. */
  readonly depth: number;
  readonly leaves: number;
  /** The least sum of second derivatives in a leaf. */
  readonly leastHessian: number;
  /** Added to the sum of second derivatives of a leaf, which makes its value smaller. */
  readonly l2: number;
  /** What the tree's values are multiplied by. */
  readonly rate: number;
  /** By feature: 1 where a higher value may only raise the score, −1 where it may only lower it, else 0. */
  readonly directions: readonly number[];
}

/** A node that is a leaf as long as it isn't split. */
interface Leaf {
  readonly node: number;
  readonly depth: number;
  /** Its rows are those from `start` to `end` of the shared order. */
  readonly start: number;
  readonly end: number;
  readonly histogram: Histogram;
  /** Its value lies between them, so that monotonic features stay so. */
  readonly low: number;
  readonly high: number;
  readonly split: Split | undefined;
}

interface Split {
  readonly gain: number;
  readonly feature: number;
  /** The last bin on the left. */
  readonly bin: number;
  readonly leftValue: number;
  readonly rightValue: number;
}

/** Sums of first and second derivatives by feature and bin. */
type Histogram = Float64Array;

/** Of some rows, the sums of first and second derivatives. */
interface Sums {
  readonly gradient: number;
  readonly hessian: number;
}

/** Less is rounding. */
const LEAST_GAIN = 1e-9;

/**
 * Grows a tree on binned rows, splitting the leaf that gains most until there is none, by second-order boosting as in
 * XGBoost (Chen and Guestrin 2016) with the histograms of LightGBM (Ke et al. 2017).
 * @param rows what it is grown on; their order is changed
 * @param features the indices of those it may use
 */
export function growTree(
  { columns, thresholds }: Binned,
  derivatives: Derivatives,
  rows: Int32Array,
  features: readonly number[],
  options: TreeOptions,
): RegressionTree {
  const tree: RegressionTree = { feature: [], threshold: [], left: [], right: [], value: [] };
  const leaves = [plant()];
  while (leaves.length < options.leaves) {
    const best = leaves.reduce((a, b) => ((b.split?.gain ?? 0) > (a.split?.gain ?? 0) ? b : a));
    if (best.split === undefined) {
      break;
    }
    leaves.splice(leaves.indexOf(best), 1, ...divide(best, best.split));
  }
  for (const { node, histogram, low, high } of leaves) {
    const { gradient, hessian } = totalOf(histogram);
    tree.value[node] = options.rate * clamp(leafValue(gradient, hessian), low, high);
  }
  return tree;

  function plant(): Leaf {
    const histogram = histogramOf(0, rows.length);
    return leaf({ depth: 0, start: 0, end: rows.length, histogram, low: -Infinity, high: Infinity });
  }

  function leaf(of: Omit<Leaf, "node" | "split">): Leaf {
    const node = tree.value.length;
    tree.feature.push(0);
    tree.threshold.push(0);
    tree.left.push(node);
    tree.right.push(node);
    tree.value.push(0);
    return { ...of, node, split: of.depth < options.depth ? bestSplit(of) : undefined };
  }

  function divide(parent: Leaf, { feature, bin, leftValue, rightValue }: Split): [Leaf, Leaf] {
    const column = columns[feature] ?? new Uint8Array();
    const middle = partition(rows, parent, (row) => (column[row] ?? 0) <= bin);
    const isLeftSmaller = middle - parent.start < parent.end - middle;
    const smaller = isLeftSmaller ? histogramOf(parent.start, middle) : histogramOf(middle, parent.end);
    const larger = parent.histogram.map((sum, index) => sum - (smaller[index] ?? 0));
    const depth = parent.depth + 1;
    const direction = options.directions[feature] ?? 0;
    const border = (leftValue + rightValue) / 2;
    const { low, high } = parent;
    const left = leaf({
      depth,
      start: parent.start,
      end: middle,
      histogram: isLeftSmaller ? smaller : larger,
      low: direction < 0 ? border : low,
      high: direction > 0 ? border : high,
    });
    const right = leaf({
      depth,
      start: middle,
      end: parent.end,
      histogram: isLeftSmaller ? larger : smaller,
      low: direction > 0 ? border : low,
      high: direction < 0 ? border : high,
    });
    tree.feature[parent.node] = feature;
    tree.threshold[parent.node] = thresholds[feature]?.[bin] ?? 0;
    tree.left[parent.node] = left.node;
    tree.right[parent.node] = right.node;
    return [left, right];
  }

  function histogramOf(start: number, end: number): Histogram {
    const histogram = new Float64Array(features.length * BINS * 2);
    const part = rows.subarray(start, end);
    // Gathered once for all features: reading them in the order of rows costs most otherwise.
    const gradients = Float64Array.from(part, (row) => derivatives.gradient[row] ?? 0);
    const hessians = Float64Array.from(part, (row) => derivatives.hessian[row] ?? 0);
    for (const [place, feature] of features.entries()) {
      const column = columns[feature] ?? new Uint8Array();
      const base = place * BINS * 2;
      for (let index = 0; index < part.length; index++) {
        const cell = base + (column[part[index] ?? 0] ?? 0) * 2;
        histogram[cell] = (histogram[cell] ?? 0) + (gradients[index] ?? 0);
        histogram[cell + 1] = (histogram[cell + 1] ?? 0) + (hessians[index] ?? 0);
      }
    }
    return histogram;
  }

  function bestSplit(leaf: Omit<Leaf, "node" | "split">): Split | undefined {
    const total = totalOf(leaf.histogram);
    let best: Split | undefined;
    for (const place of features.keys()) {
      for (const split of splitsAt(place, leaf, total)) {
        if (split.gain > (best?.gain ?? LEAST_GAIN)) {
          best = split;
        }
      }
    }
    return best;
  }

  /** Every way to split a leaf by one feature that the options allow. */
  function* splitsAt(
    place: number,
    { histogram, low, high }: Pick<Leaf, "histogram" | "low" | "high">,
    total: Sums,
  ): Generator<Split> {
    const feature = features[place] ?? 0;
    const direction = options.directions[feature] ?? 0;
    const cuts = thresholds[feature]?.length ?? 0;
    let gradient = 0;
    let hessian = 0;
    for (let bin = 0; bin < cuts; bin++) {
      const cell = (place * BINS + bin) * 2;
      gradient += histogram[cell] ?? 0;
      hessian += histogram[cell + 1] ?? 0;
      const rest = { gradient: total.gradient - gradient, hessian: total.hessian - hessian };
      if (hessian < options.leastHessian || rest.hessian < options.leastHessian) {
        continue;
      }
      const leftValue = clamp(leafValue(gradient, hessian), low, high);
      const rightValue = clamp(leafValue(rest.gradient, rest.hessian), low, high);
      if (direction * (rightValue - leftValue) >= 0) {
        const gain =
          gainOf(gradient, hessian) +
          gainOf(rest.gradient, rest.hessian) -
          gainOf(total.gradient, total.hessian);
        yield { gain, feature, bin, leftValue, rightValue };
      }
    }
  }

  /** Every feature's bins add up to the same. */
  function totalOf(histogram: Histogram): Sums {
    let gradient = 0;
    let hessian = 0;
    for (let cell = 0; cell < BINS * 2; cell += 2) {
      gradient += histogram[cell] ?? 0;
      hessian += histogram[cell + 1] ?? 0;
    }
    return { gradient, hessian };
  }

  function leafValue(gradient: number, hessian: number): number {
    return -gradient / (hessian + options.l2);
  }

  function gainOf(gradient: number, hessian: number): number {
    return (gradient * gradient) / (hessian + options.l2);
  }
}

/** Puts the rows of a leaf that go left before the others, each in their order. */
function partition(rows: Int32Array, { start, end }: Leaf, goesLeft: (row: number) => boolean): number {
  const part = rows.slice(start, end);
  const left = part.filter(goesLeft);
  rows.set(left, start);
  rows.set(
    part.filter((row) => !goesLeft(row)),
    start + left.length,
  );
  return start + left.length;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
