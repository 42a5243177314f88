import type { ScaleRow } from "../scale/scale-figures.js";

/**
 * The rows of two stores at the largest size that was measured of both.
 * @returns undefined if there is no such size
 */
export function comparableRows(
  rows: readonly ScaleRow[],
  first: string,
  second: string,
): readonly [ScaleRow, ScaleRow] | undefined {
  const pairs = rows
    .filter(({ store }) => store === first)
    .flatMap((row) => {
      const other = rows.find(({ store, documents }) => store === second && documents === row.documents);
      return other === undefined ? [] : [[row, other] as const];
    });
  return pairs.toSorted(([a], [b]) => a.documents - b.documents).at(-1);
}
