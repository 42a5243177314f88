import type { Span } from "../../core/document.js";
import { blockAt } from "./block-at.js";
import type { DocumentText } from "./document-text.js";
import { firstWhere } from "./first-index.js";
import { offsetIn, pointAt } from "./text-points.js";

/** Where a span of the document is on the page; the span begins and ends with a character of some block. */
export function rangeOf(text: DocumentText, { start, end }: Span): Range {
  const range = document.createRange();
  const from = pointOf(text, blockAt(text.blocks, start), start);
  const to = pointOf(text, blockAt(text.blocks, end - 1), end);
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range;
}

/**
 * The offset into the document's text of a place on the page: within a block the very character, else where the
 * next block begins.
 * @param place collapsed, in the same tree as the text
 */
export function offsetOf(text: DocumentText, place: Range): number {
  const index = text.firstBlock((element) => place.comparePoint(element, element.childNodes.length) >= 0);
  const block = text.blocks[index];
  if (block === undefined) {
    return text.blocks.at(-1)?.end ?? 0;
  }
  const element = text.elementOf(index);
  return element?.contains(place.startContainer) ? block.start + offsetIn(element, place) : block.start;
}

/** The index of the first block of which something is below a line across the window, in pixels from its top. */
export function blockBelow(text: DocumentText, line: number): number {
  return text.firstBlock((element) => element.getBoundingClientRect().bottom > line);
}

/** The offset of the first character below such a line. */
export function offsetBelow(text: DocumentText, line: number): number {
  const block = text.blocks[blockBelow(text, line)];
  if (block === undefined) {
    return 0;
  }
  return firstWhere(block.start, block.end, (start) => {
    return rangeOf(text, { start, end: start + 1 }).getBoundingClientRect().bottom > line;
  });
}

function pointOf(text: DocumentText, index: number, offset: number): ReturnType<typeof pointAt> {
  const element = text.elementOf(index) ?? text.element;
  return pointAt(element, offset - (text.blocks[index]?.start ?? 0));
}
