/** A place between two characters of a block's element. */
interface Point {
  readonly node: Node;
  readonly offset: number;
}

/** Where in a block's element an offset into the block's text is; at most the text's end. */
export function pointAt(block: Element, offset: number): Point {
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
export function offsetIn(block: Element, place: Range): number {
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
