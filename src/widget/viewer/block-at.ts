import type { Span } from "../../core/document.js";
import { firstIndex } from "./first-index.js";

/** The index of the block that holds an offset, or of the next one where it falls between two; at most the last. */
export function blockAt(blocks: readonly Span[], offset: number): number {
  const index = firstIndex(blocks, ({ end }) => end > offset);
  return Math.max(Math.min(index, blocks.length - 1), 0);
}
