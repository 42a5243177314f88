/** The first whole number of `from` up to `to` that satisfies `is`, as all after it do; `to` if none before it does. */
export function firstWhere(from: number, to: number, is: (number: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (is(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/** The index of the first element of a sorted list that satisfies `is`, as all after it do; its length if none does. */
export function firstIndex<T>(list: readonly T[], is: (element: T) => boolean): number {
  return firstWhere(0, list.length, (index) => {
    const element = list[index];
    return element === undefined || is(element);
  });
}
