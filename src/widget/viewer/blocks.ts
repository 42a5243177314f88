import type { Heading, Span } from "../../core/document.js";

/** A piece of a document's text that is shown as one block; `text` is the document's text at its span. */
export interface TextBlock extends Span {
  readonly text: string;
  /** The depth of a heading, 1 outermost and no level left out; 0 for running text. */
  readonly depth: number;
}

/** From here on a line is a paragraph that the file doesn't break, not one line of many. */
const unbrokenParagraph = 120;

/**
 * A document's text in blocks: headings, and what blank lines part. A line as long as a paragraph is one, also
 * without a blank line after it. Together the blocks hold every character that is not white space.
 */
export function documentBlocks(text: string, headings: readonly Heading[]): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  const depths = new HeadingDepths();
  let from = 0;
  for (const heading of inText(headings, text.length)) {
    if (heading.start < from) continue;
    blocks.push(...paragraphs(text, from, heading.start));
    blocks.push(block(text, heading.start, heading.end, depths.next(heading.level)));
    from = heading.end;
  }
  blocks.push(...paragraphs(text, from, text.length));
  return blocks;
}

function inText(headings: readonly Heading[], length: number): readonly Heading[] {
  const valid = headings.filter(({ start, end }) => start < end && end <= length);
  return valid.sort((a, b) => a.start - b.start);
}

function paragraphs(text: string, from: number, to: number): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  let start: number | null = null;
  let end = from;
  const finish = () => {
    if (start !== null) blocks.push(block(text, start, end, 0));
    start = null;
  };
  for (const line of text.slice(from, to).matchAll(/[^\n]*\n?/g)) {
    const content = line[0].trimEnd();
    if (content.trim() === "") {
      finish();
      continue;
    }
    if (content.length >= unbrokenParagraph) finish();
    start ??= from + line.index;
    end = from + line.index + content.length;
    if (content.length >= unbrokenParagraph) finish();
  }
  finish();
  return blocks;
}

function block(text: string, start: number, end: number, depth: number): TextBlock {
  return { start, end, text: text.slice(start, end), depth };
}

/** Turns the levels of a document's headings into depths that never go down by more than one at a time. */
class HeadingDepths {
  #above: number[] = [];

  next(level: number): number {
    this.#above = [...this.#above.filter((other) => other < level), level];
    return this.#above.length;
  }
}
