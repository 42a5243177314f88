import type { Block, Span } from "../core/document.js";
import { sentences } from "../text/sentences.js";

/** What of a block is kept whole: sentences of prose, lines of everything else. Spans are the document's. */
export function units(text: string, block: Block, language: string): Span[] {
  const content = text.slice(block.start, block.end);
  const local = block.kind === "paragraph" ? sentences(content, language) : lines(content);
  return local.map(({ start, end }) => ({ start: block.start + start, end: block.start + end }));
}

function lines(content: string): Span[] {
  return Array.from(content.matchAll(/\S(?:[^\n]*\S)?/gu), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}
