import type { Segment } from "./layout.js";

/** A page of more boxes is a drawing. */
const MAX_BOXES = 300;
/** Boxes of fewer pieces on average were drawn in no order. */
const MIN_PIECES = 2;
// In font sizes.
/** Lines farther apart aren't of one box. */
const MAX_LEADING = 3;
const SAME_BASELINE = 0.3;
/** The share of its height in which a box must stand beside another to be read after it. */
const MIN_SHARED = 0.4;
/** A line that begins farther to the left than all before isn't of their box, nor one that ends farther to the right, unless it begins where the last one does. */
const MAX_OUTDENT = 4;
const MAX_LONGER = 8;
/** Fewer lines beside each other may be there by chance. */
const MIN_ROWS = 3;
/** The share of a column's lines that have one beside them in the other. */
const MIN_ALIGNED = 0.7;
/** A column of values: the longest one, in characters, and the share of lines with a digit. */
const MAX_VALUE = 20;
const MIN_DIGITS = 0.7;

/** Pieces of text that were drawn one below the other, with the place that they take. */
interface Box {
  readonly segments: Segment[];
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/**
 * The boxes of a page: what was drawn downwards without a jump to another place. Two columns whose lines stand beside
 * each other, and of which one is values only, are a table that was drawn column by column: it is put together by rows.
 *
 * @param segments in the order in which they were drawn
 * @param sound whether they can be read in that order
 * @returns undefined if the order in which they were drawn tells nothing
 */
export function findBoxes(segments: readonly Segment[], sound: boolean): Segment[][] | undefined {
  const boxes = boxesOf(segments);
  if (boxes.length > MAX_BOXES || segments.length < MIN_PIECES * boxes.length) {
    return undefined;
  }
  const whole = withTables(boxes);
  return (sound ? whole : arranged(whole)).map((box) => box.segments);
}

function boxesOf(segments: readonly Segment[]): Box[] {
  const boxes: Box[] = [];
  for (const segment of segments) {
    const box = boxes.at(-1);
    const previous = box?.segments.at(-1);
    if (box !== undefined && previous !== undefined && goesOn(box, previous, segment)) {
      add(box, segment);
    } else {
      const { left, right, y, size } = segment;
      boxes.push({ segments: [segment], left, right, top: y - size, bottom: y });
    }
  }
  return boxes;
}

function add(box: Box, segment: Segment): void {
  box.segments.push(segment);
  box.left = Math.min(box.left, segment.left);
  box.right = Math.max(box.right, segment.right);
  box.top = Math.min(box.top, segment.y - segment.size);
  box.bottom = Math.max(box.bottom, segment.y);
}

function goesOn(box: Box, previous: Segment, segment: Segment): boolean {
  const size = Math.max(previous.size, segment.size);
  const down = segment.y - previous.y;
  if (Math.abs(down) <= SAME_BASELINE * size) {
    return segment.left >= previous.right - size;
  }
  const isAligned = Math.abs(segment.left - previous.left) < size;
  const isLonger = !isAligned && segment.right > box.right + MAX_LONGER * size;
  const isWider = segment.left < box.left - MAX_OUTDENT * size || isLonger;
  const isUnder = segment.left < box.right && segment.right > box.left;
  return down > 0 && down < MAX_LEADING * size && isUnder && !isWider;
}

/** The boxes with the columns of a table put together. */
function withTables(boxes: readonly Box[]): Box[] {
  const result: Box[] = [];
  for (const box of boxes) {
    const other = result.findLast((other) => areColumns(other, box));
    if (other === undefined) {
      result.push(box);
      continue;
    }
    const rows = [...other.segments, ...box.segments].sort((a, b) =>
      isBeside(a, b) ? a.left - b.left : a.y - b.y,
    );
    other.segments.length = 0;
    for (const segment of rows) {
      add(other, segment);
    }
  }
  return result;
}

function areColumns(a: Box, b: Box): boolean {
  if (a.left < b.right && a.right > b.left) {
    return false;
  }
  const [fewer, more] = a.segments.length < b.segments.length ? [a, b] : [b, a];
  if (fewer.segments.length < MIN_ROWS || !(areValues(a) || areValues(b))) {
    return false;
  }
  const heights = new Set(more.segments.flatMap(({ y }) => [Math.floor(y / 2), Math.floor(y / 2) + 1]));
  const aligned = fewer.segments.filter(
    ({ y }) => heights.has(Math.floor(y / 2)) || heights.has(Math.floor(y / 2) + 1),
  );
  return aligned.length >= MIN_ALIGNED * fewer.segments.length;
}

/** Whether all of a box are amounts, dates and the like. */
function areValues({ segments }: Box): boolean {
  const withDigits = segments.filter(({ text }) => /\d/u.test(text)).length;
  return segments.every(({ text }) => text.length <= MAX_VALUE) && withDigits >= MIN_DIGITS * segments.length;
}

function isBeside(a: Segment, b: Segment): boolean {
  return Math.abs(a.y - b.y) <= SAME_BASELINE * Math.max(a.size, b.size);
}

/**
 * The boxes in an order in which each is read before what stands below it and before what stands to its right; those
 * of which neither is true as they were drawn. A box that was drawn after what stands below it, as sidebars are, comes
 * before everything that begins below its middle.
 */
function arranged(boxes: readonly Box[]): Box[] {
  const open = new Map(boxes.map((box) => [box, boxes.filter((other) => isBefore(other, box)).length]));
  const late = new Set(boxes.filter((box, i) => boxes.slice(0, i).some((other) => isBelow(other, box))));
  const result: Box[] = [];
  while (open.size > 0) {
    const ready = [...open].filter(([, before]) => before === 0).map(([box]) => box);
    const [first = [...open.keys()][0]] = ready;
    if (first === undefined) {
      break;
    }
    const next = ready.find((box) => late.has(box) && (box.top + box.bottom) / 2 < first.top) ?? first;
    open.delete(next);
    result.push(next);
    for (const [box, before] of open) {
      if (isBefore(next, box)) {
        open.set(box, before - 1);
      }
    }
  }
  return result;
}

function isBelow(a: Box, b: Box): boolean {
  return a.top >= b.bottom && isAcross(a, b);
}

function isAcross(a: Box, b: Box): boolean {
  return a.left < b.right && a.right > b.left;
}

function isBefore(a: Box, b: Box): boolean {
  const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (isAcross(a, b)) {
    return shared <= 0 ? a.top < b.top : a.top < b.top - (a.segments[0]?.size ?? 0);
  }
  return shared > MIN_SHARED * Math.min(a.bottom - a.top, b.bottom - b.top) && a.left < b.left;
}
