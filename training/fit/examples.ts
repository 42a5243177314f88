/** What a model is fitted on: rows of features with labels, in groups that belong together. */
export interface Examples {
  readonly features: readonly string[];
  /** Row by row, in the order of the features. */
  readonly values: Float32Array;
  /** One a row, between 0 and 1: how right it is. */
  readonly labels: Float32Array;
  /** In the order of the rows, which they share out. */
  readonly groups: readonly ExampleGroup[];
}

/** The candidates of one question, or one example by itself. */
export interface ExampleGroup {
  readonly start: number;
  readonly end: number;
  /** How much it counts; the weights of all groups have a mean of 1. */
  readonly weight: number;
}

/** One row as it was observed. */
export interface ObservedRow {
  /** In the order of the features. */
  readonly values: readonly number[];
  readonly label: number;
}

/** Rows that belong together, and how much they count beside other groups. */
export interface ObservedGroup {
  readonly rows: readonly ObservedRow[];
  readonly weight: number;
}

/** Puts groups together; those without rows are left out. */
export function toExamples(features: readonly string[], observed: readonly ObservedGroup[]): Examples {
  const filled = observed.filter(({ rows }) => rows.length > 0);
  const mean = filled.reduce((sum, { weight }) => sum + weight, 0) / Math.max(1, filled.length);
  const rows = filled.flatMap((group) => group.rows);
  const values = new Float32Array(rows.length * features.length);
  for (const [index, row] of rows.entries()) {
    values.set(row.values, index * features.length);
  }
  let start = 0;
  const groups = filled.map((group) => {
    const end = start + group.rows.length;
    const made = { start, end, weight: group.weight / mean };
    start = end;
    return made;
  });
  return { features, values, labels: Float32Array.from(rows, ({ label }) => label), groups };
}
