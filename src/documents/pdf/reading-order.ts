import { findBoxes } from "./boxes.js";
import { withDrawnRows } from "./drawn-rows.js";
import { binWidth, findGutters } from "./gutters.js";
import type { Line, PageText, Segment } from "./layout.js";
import { isRightToLeft } from "./right-to-left.js";
import { withWholeRows } from "./whole-rows.js";

/** How far text may stand above the text that was drawn before it, in font sizes: superscripts and other shifts. */
const TOLERANCE = 0.7;

/** A page of more pieces is a drawing, in which no tables and boxes are looked for. */
const MAX_SEGMENTS = 5000;

/**
 * The lines of a page in the order in which they are read. Programs mostly draw text in that order, so it is
 * kept as long as nothing is drawn above what it follows; else columns are read one after the other, and a
 * page without columns from top to bottom.
 */
export function readingOrder({ page, segments }: PageText): Line[] {
  const upright = segments.filter(({ turn }) => turn === 0);
  const turned = segments.filter(({ turn }) => turn !== 0);
  const whole = upright.length > MAX_SEGMENTS ? upright : withWholeRows(withDrawnRows(upright));
  return lines([...ordered(whole), ...turned], page);
}

function ordered(segments: readonly Segment[]): readonly Segment[] {
  const gutters = findGutters(segments);
  if (gutters.length > 0 && alternates(segments, gutters)) {
    return byColumns(segments, gutters);
  }
  const sound = isDrawnDownwards(segments);
  const boxes = segments.length > MAX_SEGMENTS ? undefined : findBoxes(segments, sound);
  if (boxes !== undefined) {
    return boxes.flat();
  }
  if (sound) {
    return segments;
  }
  return gutters.length === 0 ? segments.toSorted(byPosition) : byColumns(segments, gutters);
}

/** Whether nothing stands above what was drawn before it at the same place across the page. */
function isDrawnDownwards(segments: readonly Segment[]): boolean {
  const skyline = new Map<number, number>();
  const bin = binWidth(segments);
  for (const { left, right, y, size } of segments) {
    const last = Math.floor((right - 1) / bin);
    for (let at = Math.ceil((left + 1) / bin); at <= last; at++) {
      if (y < (skyline.get(at) ?? Number.NEGATIVE_INFINITY) - TOLERANCE * size) {
        return false;
      }
      skyline.set(at, y);
    }
  }
  return true;
}

/** Whether two columns were drawn line by line across both. */
function alternates(segments: readonly Segment[], gutters: readonly number[]): boolean {
  let across = 0;
  for (const [i, segment] of segments.entries()) {
    const previous = segments[i - 1];
    if (previous === undefined || !onOneBaseline(previous, segment)) {
      continue;
    }
    if (gutters.some((x) => previous.right <= x && segment.left >= x)) {
      across += 1;
    }
  }
  return across > segments.length / 6;
}

function byPosition(a: Segment, b: Segment): number {
  return onOneBaseline(a, b) ? a.left - b.left : a.y - b.y;
}

/** Column by column; what stands across a gutter is read after all above it and before all below it. */
function byColumns(segments: readonly Segment[], gutters: readonly number[]): Segment[] {
  const result: Segment[] = [];
  let columns: Segment[][] = [];
  for (const segment of segments.toSorted(byPosition)) {
    if (gutters.some((x) => segment.left < x && segment.right > x)) {
      result.push(...columns.flat(), segment);
      columns = [];
    } else {
      const column = gutters.filter((x) => x <= segment.left).length;
      for (let empty = columns.length; empty <= column; empty++) {
        columns.push([]);
      }
      columns[column]?.push(segment);
    }
  }
  return [...result, ...columns.flat()];
}

function lines(segments: readonly Segment[], page: number): Line[] {
  const groups: Segment[][] = [];
  for (const segment of segments) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    if (group !== undefined && previous !== undefined && goesOn(previous, segment)) {
      group.push(segment);
    } else {
      groups.push([segment]);
    }
  }
  return groups.map((group) => line(group, page));
}

function goesOn(previous: Segment, next: Segment): boolean {
  const overlap = isRightToLeft(next.text) ? next.right - previous.left : previous.right - next.left;
  return previous.turn === next.turn && onOneBaseline(previous, next) && overlap < next.size;
}

function onOneBaseline(a: Segment, b: Segment): boolean {
  return Math.abs(a.y - b.y) <= 0.3 * Math.max(a.size, b.size);
}

function line(segments: readonly Segment[], page: number): Line {
  const longest = segments.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  return {
    ...longest,
    text: segments.map(({ text }) => text).join(" "),
    left: segments.reduce((least, { left }) => Math.min(least, left), longest.left),
    right: segments.reduce((most, { right }) => Math.max(most, right), longest.right),
    bold: segments.every(({ bold }) => bold),
    mono: segments.every(({ mono }) => mono),
    page,
    segments,
  };
}
