import type { Mark, Span } from "../../core/document.js";
import type { Messages } from "../i18n/messages.js";
import type { TextBlock } from "./blocks.js";

/** Blocks are made without a template, since a document has thousands of them. */
const TAGS = ["p", "h2", "h3", "h4", "h5", "h6"] as const;

/** What the cited span does to a block. */
export interface Citing {
  readonly span: Span;
  /** What is said before the mark to those who don't see it; null unless the span begins in this block. */
  readonly label: string | null;
}

/** A block as an element with its text, and nothing else, in it. */
export function createBlock(block: TextBlock): HTMLElement {
  const element = document.createElement(TAGS[block.depth] ?? "h6");
  // A right-to-left document, or a quote in one, is read from its own side.
  element.dir = "auto";
  if (block.continued) {
    element.className = "continued";
  }
  element.textContent = block.text;
  return element;
}

/** Marks the part of a block that the cited span covers; null takes the mark away. */
export function markBlock(element: HTMLElement, block: TextBlock, citing: Citing | null): void {
  const start = Math.max((citing?.span.start ?? block.end) - block.start, 0);
  const end = Math.min(citing?.span.end ?? block.start, block.end) - block.start;
  if (citing === null || start >= end) {
    element.textContent = block.text;
    return;
  }
  const parts = [
    block.text.slice(0, start),
    createMark(block.text.slice(start, end), citing.label),
    block.text.slice(end),
  ];
  element.replaceChildren(...parts.filter((part) => part !== ""));
}

function createMark(text: string, label: string | null): HTMLElement {
  const mark = document.createElement("mark");
  if (label !== null) {
    // Focusable, so that reading and the Tab key can go on from here.
    mark.tabIndex = -1;
    const said = document.createElement("span");
    said.className = "visually-hidden";
    // Its direction is not the text's.
    said.dir = "auto";
    said.textContent = `${label}: `;
    mark.append(said);
  }
  mark.append(text);
  return mark;
}

/** Where a page or the like begins. The words are no text of the page, so that they aren't copied with it. */
export function createPlace(mark: Mark): HTMLElement {
  const element = document.createElement("div");
  element.className = mark.kind === "page" || mark.kind === "slide" ? "mark sheet" : "mark aside";
  return element;
}

/** Names a place in the reader's language. */
export function labelPlace(element: HTMLElement, mark: Mark, messages: Messages): void {
  element.dataset["label"] = messages.place[mark.kind](mark.value);
}
