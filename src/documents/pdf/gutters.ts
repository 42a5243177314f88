import type { Segment } from "./layout.js";

/** The least width of a bin, in points, and the most bins across a page. */
const MIN_BIN = 2;
const MAX_BINS = 1000;
/** Fewer lines side by side are no columns. */
const MIN_LINES = 6;
/** A page of more pieces is a drawing or a table, not columns of prose. */
const MAX_SEGMENTS = 2000;
/** Prose has lines of at least so many characters on average. */
const MIN_CHARACTERS = 15;
/** The share of lines of prose that begin in the middle of a sentence, at least. */
const MIN_LOWER_CASE = 0.3;

/** Two pieces of text beside each other, with nothing in between. */
interface Pair {
  readonly left: Segment;
  readonly right: Segment;
}

/**
 * Where the white space between columns of prose is: the x of every gutter from left to right. A table isn't
 * columns: its cells are short, or begin with a capital or a digit.
 */
export function findGutters(segments: readonly Segment[]): number[] {
  if (segments.length < 2 * MIN_LINES || segments.length > MAX_SEGMENTS) {
    return [];
  }
  const pairs = neighbours(segments);
  const gutters: number[] = [];
  const width = binWidth(segments);
  const candidates = [...countGaps(pairs, width)].filter(([, count]) => count >= MIN_LINES);
  for (const [bin] of candidates.sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    const x = bin * width;
    const across = pairs.filter(({ left, right }) => left.right <= x && right.left >= x);
    const known = gutters.some((gutter) => pairs.some(({ left, right }) => isGapOf(left, right, gutter, x)));
    if (!known && isBetweenColumns(across, segments, x)) {
      gutters.push(x);
    }
  }
  return gutters.sort((a, b) => a - b);
}

function isGapOf(left: Segment, right: Segment, a: number, b: number): boolean {
  return left.right <= Math.min(a, b) && right.left >= Math.max(a, b);
}

function isBetweenColumns(pairs: readonly Pair[], segments: readonly Segment[], x: number): boolean {
  const crossing = segments.filter(({ left, right }) => left < x && right > x).length;
  if (crossing > 1.5 * pairs.length) {
    return false;
  }
  return isProse(pairs.map(({ left }) => left)) && isProse(pairs.map(({ right }) => right));
}

function isProse(segments: readonly Segment[]): boolean {
  const distinct = [...new Set(segments)];
  const characters = distinct.reduce((sum, { text }) => sum + text.length, 0);
  const lowerCase = distinct.filter(({ text }) => /^\p{Ll}/u.test(text)).length;
  return (
    distinct.length >= MIN_LINES &&
    characters >= MIN_CHARACTERS * distinct.length &&
    lowerCase >= MIN_LOWER_CASE * distinct.length
  );
}

/** Every piece of text with the next one to its right at about the same height. */
function neighbours(segments: readonly Segment[]): Pair[] {
  const byHeight = segments.toSorted((a, b) => a.y - b.y);
  return byHeight.flatMap((left, i) => {
    let nearest: Segment | undefined;
    for (const step of [-1, 1]) {
      for (let j = i + step; ; j += step) {
        const other = byHeight[j];
        if (other === undefined || Math.abs(other.y - left.y) > 0.6 * left.size) {
          break;
        }
        if (other.left > left.right && other.left < (nearest?.left ?? Number.POSITIVE_INFINITY)) {
          nearest = other;
        }
      }
    }
    return nearest === undefined ? [] : [{ left, right: nearest }];
  });
}

/** For each bin of the page's width, how many gaps between neighbours lie over it. */
function countGaps(pairs: readonly Pair[], width: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { left, right } of pairs) {
    for (let bin = Math.ceil(left.right / width); bin * width <= right.left; bin++) {
      counts.set(bin, (counts.get(bin) ?? 0) + 1);
    }
  }
  return counts;
}

/** How wide the parts are in which places across a page are told apart, in points. */
export function binWidth(segments: readonly Segment[]): number {
  const extent = segments.reduce(
    (most, { left, right }) => Math.max(most, Math.abs(left), Math.abs(right)),
    0,
  );
  return Math.max(MIN_BIN, extent / MAX_BINS);
}
