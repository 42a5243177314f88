import type { PlacedItem } from "./turn-items.js";

// All in font sizes of the text.
/** How far above a box its label may stand, and how far below. */
const ABOVE = 2.2;
const BELOW = 1.4;

/** The place of a field on the page. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A piece of the page's text, and which of them it is. */
export interface Neighbour {
  readonly index: number;
  readonly item: PlacedItem;
}

/** The text to the left on a box's own line, with no other box between the two. */
export function besides(text: readonly Neighbour[], box: Box, others: readonly Box[]): Neighbour | undefined {
  const found = nearest(text, ({ item }) =>
    isOnLine(item, box) && item.x < box.left ? Math.abs(box.left - end(item)) : undefined,
  );
  const isCut = others.some(
    (other) =>
      found !== undefined &&
      other.left >= found.item.x &&
      other.right <= box.left + 1 &&
      other.top < box.bottom &&
      other.bottom > box.top,
  );
  return isCut ? undefined : found;
}

/** The lowest text above a box, if it is close. */
export function nearAbove(text: readonly Neighbour[], box: Box): Neighbour | undefined {
  return nearest(text, ({ item }) => {
    const distance = box.top - item.y;
    return isAcross(item, box) && distance > -0.4 * item.size && distance < ABOVE * item.size
      ? distance
      : undefined;
  });
}

/** What stands above a box and is only its caption: not wider than it, and not the head of a column of boxes. */
export function captionOf(
  { item }: Neighbour,
  text: readonly Neighbour[],
  box: Box,
  others: readonly Box[],
): Neighbour | undefined {
  const line = text.filter(
    (other) => Math.abs(other.item.y - item.y) < 0.2 * item.size && isAcross(other.item, box),
  );
  const isWithin = line.every(
    ({ item }) => item.x > box.left - item.size && end(item) < box.right + item.size,
  );
  const isColumn = others.some(
    (other) =>
      Math.abs(other.left - box.left) < 2 &&
      Math.abs(other.right - box.right) < 2 &&
      other.top >= box.bottom - 2 &&
      other.top < box.bottom + 0.5 * item.size,
  );
  return isWithin && !isColumn ? line.reduce((a, b) => (end(b.item) > end(a.item) ? b : a)) : undefined;
}

/** Whether text stands close below a box. */
export function isLabelBelow(text: readonly Neighbour[], box: Box): boolean {
  return text.some(({ item }) => {
    const distance = item.y - box.bottom;
    return isAcross(item, box) && distance > 0 && distance < BELOW * item.size;
  });
}

/** The text that was drawn last of all that stands above a height. */
export function lastBefore(text: readonly Neighbour[], y: number): Neighbour | undefined {
  return nearest(text, ({ item }) => (item.y <= y ? y - item.y : undefined));
}

/** Whether text stands at the height of a box. */
export function isOnLine(item: PlacedItem, box: Box): boolean {
  return item.y > box.top && item.y - 0.4 * item.size < box.bottom;
}

function isAcross(item: PlacedItem, box: Box): boolean {
  return item.x < box.right && end(item) > box.left;
}

/** Where text ends on the right. */
export function end(item: PlacedItem): number {
  return item.x + item.width;
}

/** The text of the least distance; of several the last. */
export function nearest(
  text: readonly Neighbour[],
  distanceOf: (neighbour: Neighbour) => number | undefined,
): Neighbour | undefined {
  let best: Neighbour | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const neighbour of text) {
    const distance = distanceOf(neighbour);
    if (distance !== undefined && distance <= least) {
      best = neighbour;
      least = distance;
    }
  }
  return best;
}
