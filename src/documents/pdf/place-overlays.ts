import type { Overlay } from "./annotations.js";
import {
  type Box,
  besides,
  captionOf,
  end,
  isLabelBelow,
  isOnLine,
  lastBefore,
  type Neighbour,
  nearAbove,
  nearest,
} from "./neighbours.js";
import type { Matrix, PlacedItem } from "./turn-items.js";

/** How a box is written that is ticked. */
const TICK = "☒";
/** The size of text whose box doesn't tell it, in points. */
const MIN_SIZE = 6;
const MAX_SIZE = 11;
// All in font sizes of the label.
/** A value so close to its label, or behind a colon, is read on from it. */
const NEAR = 2;
const SPACE = 0.25;
const LEADING = 1.2;

/**
 * Puts what lies on top of a page among its text: a field's value behind the text beside it, on whose line it then
 * stands, else below the text above it. A field beside which nothing says what it is brings its own name.
 *
 * @param items the page's text in the order in which it is drawn
 * @param view leads from the page's own coordinates to those of the items
 */
export function placeOverlays(
  items: readonly PlacedItem[],
  overlays: readonly Overlay[],
  view: Matrix,
): readonly PlacedItem[] {
  if (overlays.length === 0) {
    return items;
  }
  const text = items
    .map((item, index) => ({ item, index }))
    .filter(({ item }) => item.degrees === 0 && item.text.trim() !== "");
  const boxes = overlays.map(({ rect }) => boxOf(rect, view));
  const added = new Map<number, PlacedItem[]>();
  for (const [i, overlay] of overlays.entries()) {
    const box = boxes[i];
    if (box === undefined) {
      continue;
    }
    const others = boxes.filter((other) => other !== box);
    const { after, placed } = overlay.ticked
      ? placeTick(overlay, box, text)
      : placeLines(overlay, box, text, others, view);
    added.set(after, [...(added.get(after) ?? []), ...placed]);
  }
  return [...(added.get(-1) ?? []), ...items.flatMap((item, i) => [item, ...(added.get(i) ?? [])])];
}

interface Placed {
  /** The index of the item that the text follows; -1 if it is the first. */
  readonly after: number;
  readonly placed: readonly PlacedItem[];
}

function placeLines(
  overlay: Overlay,
  box: Box,
  text: readonly Neighbour[],
  others: readonly Box[],
  view: Matrix,
): Placed {
  const { lines, label } = overlay;
  const beside = besides(text, box, others);
  if (beside !== undefined) {
    const { y, size } = beside.item;
    return {
      after: beside.index,
      placed: stacked(lines, { first: besideX(beside.item, box), y, size }, box),
    };
  }
  const above = nearAbove(text, box);
  const caption = above === undefined ? undefined : captionOf(above, text, box, others);
  if (caption !== undefined && lines.length === 1) {
    const { y, size } = caption.item;
    const value = caption.item.text.trimEnd().endsWith(":") ? lines : lines.map((line) => `: ${line}`);
    return { after: caption.index, placed: stacked(value, { first: end(caption.item), y, size }, box) };
  }
  const { y, size } = ownPlace(overlay, box, view);
  const isNamed = label === "" || above !== undefined || isLabelBelow(text, box);
  const named = isNamed ? lines : lines.map((line, i) => (i === 0 ? `${label}: ${line}` : line));
  return {
    after: (above ?? lastBefore(text, y))?.index ?? -1,
    placed: stacked(named, { first: box.left, y, size }, box),
  };
}

/** The first baseline of text that stands beside nothing, and its size. */
function ownPlace(
  { lines, size, baseline }: Overlay,
  { top, bottom }: Box,
  view: Matrix,
): { readonly y: number; readonly size: number } {
  const own = size > 0 ? size : Math.min(MAX_SIZE, Math.max(MIN_SIZE, 0.7 * (bottom - top)));
  if (baseline !== undefined && view[1] === 0) {
    return { y: bottom - baseline, size: own };
  }
  return { y: lines.length === 1 ? (top + bottom) / 2 + 0.35 * own : top + own, size: own };
}

/** Lines below each other in a box; the first one may begin elsewhere. */
function stacked(
  lines: readonly string[],
  { first, y, size }: { readonly first: number; readonly y: number; readonly size: number },
  box: Box,
): PlacedItem[] {
  return lines.map((line, i) => {
    const item = written(line, i === 0 ? first : box.left, y + i * LEADING * size, size);
    return { ...item, width: Math.min(item.width, Math.max(size, box.right - item.x)) };
  });
}

/** A tick goes with the text to the right of its box, else with the one to the left. */
function placeTick({ label }: Overlay, box: Box, text: readonly Neighbour[]): Placed {
  const right = nearest(text, ({ item }) => {
    const distance = item.x - box.right;
    return isOnLine(item, box) && distance > -item.size / 2 && distance < NEAR * item.size
      ? distance
      : undefined;
  });
  if (right !== undefined) {
    const { x, y, size } = right.item;
    return { after: right.index - 1, placed: [written(TICK, x - (1 + SPACE) * size, y, size)] };
  }
  const left = besides(text, box, []);
  if (left !== undefined && box.left - end(left.item) < NEAR * left.item.size) {
    const { y, size } = left.item;
    return { after: left.index, placed: [written(TICK, end(left.item) + SPACE * size, y, size)] };
  }
  const size = Math.min(MAX_SIZE, Math.max(MIN_SIZE, box.bottom - box.top));
  const y = (box.top + box.bottom) / 2 + 0.35 * size;
  const named = `${TICK} ${label}`.trim();
  return { after: lastBefore(text, y)?.index ?? -1, placed: [written(named, box.left, y, size)] };
}

function written(text: string, x: number, y: number, size: number): PlacedItem {
  const rtl = /^\P{L}*[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(text);
  const width = 0.5 * size * text.length;
  return { text, x, y, width, size, bold: false, mono: false, rtl, degrees: 0 };
}

function boxOf([x1, y1, x2, y2]: Overlay["rect"], [a, b, c, d, e, f]: Matrix): Box {
  const xs = [a * x1 + c * y1 + e, a * x2 + c * y2 + e];
  const ys = [b * x1 + d * y1 + f, b * x2 + d * y2 + f];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

function besideX(item: PlacedItem, box: Box): number {
  const isRead = box.left - end(item) < NEAR * item.size || item.text.trimEnd().endsWith(":");
  return isRead ? end(item) + SPACE * item.size : box.left;
}
