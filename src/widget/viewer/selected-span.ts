import type { Span } from "../../core/document.js";
import type { DocumentText } from "./document-text.js";
import { offsetOf } from "./places.js";

/** A shadow root in Chromium before it could compose ranges. */
type SelectingRoot = ShadowRoot & { readonly getSelection?: () => Selection | null };

/** The part of a document's text that the reader has selected; null if there is none. */
export function selectedSpan(text: DocumentText, content: string): Span | null {
  const root = text.element.getRootNode();
  const selection = getSelection();
  if (!(root instanceof ShadowRoot) || selection === null) {
    return null;
  }
  const range = rangeWithin(selection, root);
  if (range === undefined || range.collapsed) {
    return null;
  }
  const start = offsetAt(text, root, range.startContainer, range.startOffset);
  const end = offsetAt(text, root, range.endContainer, range.endOffset);
  return trimSpan(content, { start, end });
}

/** Browsers differ in how they expose a selection within a shadow root. */
function rangeWithin(selection: Selection, root: ShadowRoot): AbstractRange | undefined {
  if ("getComposedRanges" in selection) {
    return selection.getComposedRanges({ shadowRoots: [root] })[0];
  }
  const within = (root as SelectingRoot).getSelection?.() ?? selection;
  return within.rangeCount === 0 ? undefined : within.getRangeAt(0);
}

function offsetAt(text: DocumentText, root: ShadowRoot, node: Node, offset: number): number {
  const place = document.createRange();
  place.setStart(node, offset);
  place.collapse(true);
  if (node.getRootNode() === root) {
    return offsetOf(text, place);
  }
  // The selection begins or ends elsewhere on the page.
  const before = place.comparePoint(root.host, 0) >= 0;
  return before ? 0 : (text.blocks.at(-1)?.end ?? 0);
}

/** A span without the white space at its ends; null if nothing else is in it. */
export function trimSpan(text: string, { start, end }: Span): Span | null {
  const covered = text.slice(start, end);
  const trimmed = {
    start: start + covered.length - covered.trimStart().length,
    end: start + covered.trimEnd().length,
  };
  return trimmed.start < trimmed.end ? trimmed : null;
}
