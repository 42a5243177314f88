/** Places in more ranges than this are only counted. */
const MAX_RANGES = 10;

/**
 * A notice of pages or slides, such as `page 4: damaged` or `pages 1–3 and 7: no text`.
 * @param numbers ascending, at least one
 */
export function whereNotice(unit: "page" | "slide", numbers: readonly number[], what: string): string {
  const units = numbers.length === 1 ? unit : `${unit}s`;
  const ranges = rangesOf(numbers);
  if (ranges.length > MAX_RANGES) {
    return `${numbers.length} ${units}: ${what}`;
  }
  const last = ranges.pop() ?? "";
  return `${units} ${ranges.length === 0 ? last : `${ranges.join(", ")} and ${last}`}: ${what}`;
}

/** `3`, or `5–7` for three numbers and more in a row. */
function rangesOf(numbers: readonly number[]): string[] {
  const found: { readonly from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last !== undefined && last.to === number - 1) {
      last.to = number;
    } else {
      found.push({ from: number, to: number });
    }
  }
  return found.flatMap(({ from, to }) =>
    to - from === 1 ? [String(from), String(to)] : [from === to ? String(from) : `${from}–${to}`],
  );
}
