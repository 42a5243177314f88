import { percentile } from "../src/evaluation/metrics/statistics.js";

/** @param values at least one */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5) ?? Number.NaN;
}

/** The median of several runs with the least and the most, for a table. */
export function spread(values: readonly number[], digits: number): string {
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)];
  return `${middle.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}
