/** Where a value stands in a part of a typed array that is ascending, or −1. */
export function binarySearch(
  ascending: Uint32Array | Uint16Array,
  value: number,
  start = 0,
  end = ascending.length,
): number {
  let low = start;
  let high = end - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = ascending[middle] ?? 0;
    if (found === value) {
      return middle;
    }
    if (found < value) {
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return -1;
}
