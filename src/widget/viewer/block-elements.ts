import type { Mark, Span } from "../../core/document.js";
import { cutText } from "../answer/cut-text.js";
import type { Messages } from "../i18n/messages.js";
import type { TextBlock } from "./blocks.js";
import type { CitedSpan } from "./cited-span.js";

/** Blocks are made without a template, since a document has thousands of them. */
const TAGS = ["p", "h2", "h3", "h4", "h5", "h6"] as const;

/** What the cited span does to a block. */
export interface Citing {
  readonly span: CitedSpan;
  /** What is said before the mark to those who don't see it; null unless the span is read from this block. */
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

/**
 * Marks the part of a block that the cited span covers, what stands out in it more than the rest; null takes the marks
 * away.
 */
export function markBlock(element: HTMLElement, block: TextBlock, citing: Citing | null): void {
  const cited = citing && within(block, citing.span);
  if (citing === null || cited === null) {
    element.textContent = block.text;
    return;
  }
  const { highlights } = citing.span;
  const standsOut = highlights.flatMap((part) => within(cited, part) ?? []);
  const text = block.text.slice(cited.start - block.start, cited.end - block.start);
  const pieces = cutText(text, cited.start, highlights.length === 0 ? [cited] : standsOut);
  const labelled = pieces.find(({ isInside }) => isInside);
  const parts = [
    block.text.slice(0, cited.start - block.start),
    ...pieces.map((piece) => {
      const mark = createMark(piece.text, piece === labelled ? citing.label : null);
      mark.classList.toggle("around", !piece.isInside);
      return mark;
    }),
    block.text.slice(cited.end - block.start),
  ];
  element.replaceChildren(...parts.filter((part) => part !== ""));
}

/** The part of a span that lies in another one; null if none does. */
function within(outer: Span, inner: Span): Span | null {
  const span = { start: Math.max(outer.start, inner.start), end: Math.min(outer.end, inner.end) };
  return span.start < span.end ? span : null;
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
