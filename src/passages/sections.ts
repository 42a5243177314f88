import type { Block, Span } from "../core/document.js";

/** A block to be cut into passages, with the paragraph that leads into it. */
export interface Section extends Span {
  readonly block: Block;
  readonly lead: Block | null;
}

/** What ends a paragraph that says what comes next, in Latin and in Chinese writing. */
const LEADS_ON = /[:：]\s*$/u;

/**
 * The blocks of a document that hold its content, in order. A list, a table or code goes together with the
 * paragraph right before it that leads into it. Headings with text below them are left out: they are the path
 * of that text.
 */
export function sectionsOf(text: string, blocks: readonly Block[]): Section[] {
  const sections: Section[] = [];
  for (const [i, block] of blocks.entries()) {
    const next = blocks[i + 1];
    if (!isBody(block, next) || (next !== undefined && leadsInto(text, block, next))) {
      continue;
    }
    const before = blocks[i - 1];
    const lead = before !== undefined && leadsInto(text, before, block) ? before : null;
    sections.push({ start: (lead ?? block).start, end: block.end, block, lead });
  }
  return sections;
}

/** A heading with nothing below it would be lost if it weren't a passage itself. */
function isBody(block: Block, next: Block | undefined): boolean {
  if (block.kind !== "heading") {
    return true;
  }
  return next === undefined || (next.kind === "heading" && next.heading.length <= block.heading.length);
}

function leadsInto(text: string, lead: Block, block: Block): boolean {
  return (
    lead.kind === "paragraph" &&
    (block.kind === "list" || block.kind === "table" || block.kind === "code") &&
    LEADS_ON.test(text.slice(Math.max(lead.start, lead.end - 10), lead.end)) &&
    lead.heading.length === block.heading.length &&
    lead.heading.every((heading, level) => heading === block.heading[level])
  );
}
