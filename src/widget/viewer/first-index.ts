/** The index of the first element of a sorted list that satisfies `is`, as all after it do; its length if none does. */
export function firstIndex<T>(list: readonly T[], is: (element: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const element = list[middle];
    if (element === undefined || is(element)) high = middle;
    else low = middle + 1;
  }
  return low;
}
