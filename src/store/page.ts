import type { Page } from "../core/ports/store/catalogue.js";
import { checkLimit } from "./check-input.js";

/**
 * One page of entries, sorted by path in the order of code units.
 * @throws RangeError if the limit isn't a positive integer
 */
export function pageOf<T extends { readonly path: string }>(
  entries: readonly T[],
  { after, limit }: Page = {},
): T[] {
  if (limit !== undefined) {
    checkLimit(limit);
  }
  const wanted = after === undefined ? entries : entries.filter(({ path }) => path > after);
  return wanted.toSorted(byPath).slice(0, limit);
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}
