import type { LoadedDocument } from "../core/document.js";
import type { TextBuilder } from "./text-builder.js";

/**
 * Adds a document that was loaded from a file within the file, below the last heading.
 * Its pages and rows aren't those of the file, so its marks are left out.
 *
 * @param baseLevel is added to the level of its headings
 */
export function addDocument(builder: TextBuilder, document: LoadedDocument, baseLevel: number): void {
  const { text, blocks, headings } = document;
  /** The levels of the headings above the place reached. */
  let open: number[] = [];
  let next = 0;
  for (const { kind, start, end, heading } of blocks) {
    const level = kind === "heading" ? headings[next++]?.level : undefined;
    if (level !== undefined) {
      builder.addHeading(text.slice(start, end), baseLevel + level);
      open = [...open.filter((above) => above < level), level];
      continue;
    }
    const ended = open[heading.length];
    if (ended !== undefined) {
      // Blank, so it only ends the sections that the block isn't in any more.
      builder.addHeading("", baseLevel + ended);
      open = open.slice(0, heading.length);
    }
    if (kind !== "heading") {
      builder.addBlock(kind, text.slice(start, end));
    }
  }
}
