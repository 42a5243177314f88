import type { TextBlock } from "./blocks.js";

/** A heading with the headings under it. */
export interface OutlineEntry {
  readonly heading: TextBlock;
  /** The heading's index among the document's blocks. */
  readonly index: number;
  readonly entries: readonly OutlineEntry[];
}

/** Headings that are deeper are siblings at this depth. */
const DEEPEST = 6;

/** A document's headings as they stand under each other. */
export function outlineOf(blocks: readonly TextBlock[]): readonly OutlineEntry[] {
  const outline: OutlineEntry[] = [];
  // The lists that the next heading may go into, the outermost first.
  const lists = [outline];
  blocks.forEach((heading, index) => {
    if (heading.depth === 0) {
      return;
    }
    const depth = Math.min(heading.depth, lists.length, DEEPEST);
    const entries: OutlineEntry[] = [];
    lists[depth - 1]?.push({ heading, index, entries });
    lists.splice(depth, lists.length, entries);
  });
  return outline;
}
