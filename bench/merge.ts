/**
 * What was just measured, and what earlier runs measured and this one didn't: so the largest sizes need to be
 * measured once.
 * @param keyOf the same for what was measured in the same way
 */
export function mergeBy<T>(earlier: readonly T[], measured: readonly T[], keyOf: (row: T) => string): T[] {
  return [...new Map([...earlier, ...measured].map((row) => [keyOf(row), row])).values()];
}
