import type { Span } from "../../core/document.js";
import type { Messages } from "../i18n/messages.js";
import { createBlock, createPlace, labelPlace, markBlock } from "./block-elements.js";
import { blockAt, type TextBlock } from "./blocks.js";
import type { CitedSpan } from "./cited-span.js";
import { drawnFrame } from "./drawn-frame.js";
import { firstIndex } from "./first-index.js";
import { type Stretch, stretchesOf } from "./stretches.js";

/** How long text is filled in before the page handles input again. */
const SLICE_MS = 8;

/**
 * A document's text as elements. Every stretch has its place and an estimated size from the start; its text is
 * filled in soon after, at once where somebody looks. Nothing is taken out again, so that the browser's own search
 * and "select all" find the whole text.
 */
export class DocumentText {
  readonly element: HTMLElement = document.createElement("div");
  readonly #stretches: readonly Stretch[];
  readonly #containers: readonly HTMLElement[];
  readonly #elements: HTMLElement[] = [];
  readonly #places = new Map<number, HTMLElement>();
  #messages: Messages;
  #cited: CitedSpan | null = null;

  constructor(
    readonly blocks: readonly TextBlock[],
    messages: Messages,
  ) {
    this.#messages = messages;
    this.#stretches = stretchesOf(blocks);
    this.#containers = this.#stretches.map(createContainer);
    this.element.className = "text";
  }

  /** Gives every stretch its place and fills in the first: once the element is on the page and knows how long a line is. */
  attach(): void {
    this.element.replaceChildren(...this.#containers);
    this.#fill(0);
  }

  /**
   * Fills in all the text, with pauses.
   * @param signal ends it
   */
  async fill(signal: AbortSignal): Promise<void> {
    // A browser lays out everything that is there for the first frame, so the rest comes after it.
    await drawnFrame();
    let until = 0;
    for (const index of this.#stretches.keys()) {
      if (performance.now() > until) {
        await new Promise((resolve) => setTimeout(resolve));
        until = performance.now() + SLICE_MS;
      }
      if (signal.aborted) {
        return;
      }
      this.#fill(index);
    }
  }

  /** Marks the cited span, or what stands out in it and, less, the rest; null takes the marks away. */
  cite(span: CitedSpan | null): void {
    const before = this.#cited;
    this.#cited = span;
    for (const changed of [before, span]) {
      this.#markBlocks(changed);
    }
  }

  /** Where the cited span is read from: the first part that stands out, or its beginning; null if nothing is cited. */
  citedElement(): HTMLElement | null {
    if (this.#cited === null) {
      return null;
    }
    return this.elementOf(this.#readFrom(this.#cited))?.querySelector<HTMLElement>("mark[tabindex]") ?? null;
  }

  /** Names places and the cited span in another language. */
  relabel(messages: Messages): void {
    if (messages === this.#messages) {
      return;
    }
    this.#messages = messages;
    for (const [index, place] of this.#places) {
      this.#labelPlace(index, place);
    }
    this.#markBlocks(this.#cited);
  }

  /** A block's element, with its text. */
  elementOf(index: number): HTMLElement | undefined {
    this.#fill(firstIndex(this.#stretches, ({ to }) => to > index));
    return this.#elements[index];
  }

  /** What is seen first of a block: the label of the page or the like that begins with it, or the block itself. */
  beginningOf(index: number): HTMLElement | undefined {
    const element = this.elementOf(index);
    return this.#places.get(index) ?? element;
  }

  /** The index of the first block that satisfies `is`, as all after it do, and as do the stretches that hold them. */
  firstBlock(is: (element: HTMLElement) => boolean): number {
    const holding = firstIndex(this.#containers, is);
    const stretch = this.#stretches[holding];
    if (stretch === undefined) {
      return this.blocks.length;
    }
    this.#fill(holding);
    return stretch.from + firstIndex(this.#elements.slice(stretch.from, stretch.to), is);
  }

  #fill(index: number): void {
    const container = this.#containers[index];
    const stretch = this.#stretches[index];
    if (container === undefined || stretch === undefined || container.hasChildNodes()) {
      return;
    }
    const children: HTMLElement[] = [];
    this.blocks.slice(stretch.from, stretch.to).forEach((block, i) => {
      const at = stretch.from + i;
      if (block.mark !== null) {
        const place = createPlace(block.mark);
        this.#places.set(at, place);
        this.#labelPlace(at, place);
        children.push(place);
      }
      const element = createBlock(block);
      this.#elements[at] = element;
      if (this.#cited !== null && overlaps(block, this.#cited)) {
        this.#markBlock(at);
      }
      children.push(element);
    });
    container.append(...children);
  }

  #labelPlace(index: number, place: HTMLElement): void {
    const mark = this.blocks[index]?.mark;
    if (mark) {
      labelPlace(place, mark, this.#messages);
    }
  }

  /** Brings the marks of the blocks that a span covers up to date, where there is text yet. */
  #markBlocks(span: Span | null): void {
    if (span === null) {
      return;
    }
    const to = firstIndex(this.blocks, ({ start }) => start >= span.end);
    for (let index = blockAt(this.blocks, span.start); index < to; index += 1) {
      this.#markBlock(index);
    }
  }

  #markBlock(index: number): void {
    const element = this.#elements[index];
    const block = this.blocks[index];
    if (element === undefined || block === undefined) {
      return;
    }
    const first = this.#cited !== null && index === this.#readFrom(this.#cited);
    const label = first ? this.#messages.viewer.cited : null;
    markBlock(element, block, this.#cited && { span: this.#cited, label });
  }

  /** The index of the block that the cited span is read from. */
  #readFrom(cited: CitedSpan): number {
    return blockAt(this.blocks, (cited.highlights[0] ?? cited).start);
  }
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** A stretch without its text, as high as the text will probably be. */
function createContainer({ from, to, characters, lineEnds }: Stretch): HTMLElement {
  const container = document.createElement("div");
  container.className = "stretch";
  container.style.setProperty("--characters", `${characters}`);
  container.style.setProperty("--line-ends", `${lineEnds}`);
  container.style.setProperty("--blocks", `${to - from}`);
  return container;
}
