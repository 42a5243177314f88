/** Lines and where the next ones begin. */
export interface LineBlock {
  readonly lines: readonly string[];
  readonly next: number;
}

/** How many spaces stand in front of a line; a blank line is infinitely far in. */
export function indentOf(line: string): number {
  const indent = line.search(/\S/u);
  return indent === -1 ? Number.POSITIVE_INFINITY : indent;
}

/** Whether a line doesn't exist or holds nothing. */
export function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === "";
}

/**
 * The indented lines from a line on, with blank ones among them, and without their common indent.
 * @param most how much of the indent is taken away at most
 */
export function indentedBlock(
  lines: readonly string[],
  start: number,
  most = Number.POSITIVE_INFINITY,
): LineBlock {
  let next = start;
  let end = start;
  let indent = most;
  while (next < lines.length && indentOf(lines[next] ?? "") > 0) {
    const own = indentOf(lines[next] ?? "");
    next += 1;
    if (own < Number.POSITIVE_INFINITY) {
      indent = Math.min(indent, own);
      end = next;
    }
  }
  return { lines: lines.slice(start, end).map((line) => line.slice(indent)), next: end };
}

/** The lines up to the next blank one. */
export function untilBlank(lines: readonly string[], start: number): LineBlock {
  let next = start;
  while (next < lines.length && !isBlank(lines[next])) {
    next += 1;
  }
  return { lines: lines.slice(start, next), next };
}

/** The index of the first line that isn't blank. */
export function skipBlank(lines: readonly string[], start: number): number {
  let next = start;
  while (next < lines.length && isBlank(lines[next])) {
    next += 1;
  }
  return next;
}
