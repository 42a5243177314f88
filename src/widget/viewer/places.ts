import type { Span } from "../../core/document.js";
import { blockAt } from "./blocks.js";
import type { DocumentText } from "./document-text.js";
import { firstWhere } from "./first-index.js";

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

/** A place between two characters of a block's element. */
interface Point {
  readonly node: Node;
  readonly offset: number;
}

/** Where in a block's element an offset into the block's text is; at most the text's end. */
function pointAt(block: Element, offset: number): Point {
  let left = offset;
  let point: Point = { node: block, offset: 0 };
  for (const text of textsIn(block)) {
    point = { node: text, offset: Math.min(left, text.length) };
    if (left <= text.length) {
      break;
    }
    left -= text.length;
  }
  return point;
}

/**
 * The offset into a block's text of a place in the block's element.
 * @param place collapsed
 */
function offsetIn(block: Element, place: Range): number {
  let offset = 0;
  for (const text of textsIn(block)) {
    if (text === place.startContainer) {
      return offset + place.startOffset;
    }
    if (place.comparePoint(text, 0) >= 0) {
      break;
    }
    offset += text.length;
  }
  return offset;
}

/** The block's own text, without what is said before a mark. */
function textsIn(block: Element): readonly Text[] {
  const texts: Text[] = [];
  const add = (parent: Element) => {
    for (const child of parent.childNodes) {
      if (child instanceof Text) {
        texts.push(child);
      } else if (child instanceof Element && !child.classList.contains("visually-hidden")) {
        add(child);
      }
    }
  };
  add(block);
  return texts;
}
