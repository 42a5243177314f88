import type { Heading, Mark, Span } from "../../core/document.js";
import { firstIndex } from "./first-index.js";

/** A piece of a document's text that is shown as one block; `text` is the document's text at its span. */
export interface TextBlock extends Span {
  readonly text: string;
  /** The depth of a heading, 1 outermost and no level left out; 0 for running text. */
  readonly depth: number;
  /** The page, slide, row or time that begins with the block; null if it goes on from the block before. */
  readonly mark: Mark | null;
  /** Whether the next block goes on with the same paragraph, which is too long for one block. */
  readonly continued: boolean;
}

/** A line of so many characters counts as a whole paragraph, not as one line of many. */
const UNBROKEN_PARAGRAPH = 120;

/**
 * A document's text in blocks: headings, and what blank lines part. A line as long as a paragraph is one, also
 * without a blank line after it, and a very long one is several blocks; where a page or the like begins, a block
 * does too, unless that is within a heading. Together the blocks hold every character that is not white space.
 * @param marks by ascending start
 */
export function documentBlocks(
  text: string,
  headings: readonly Heading[],
  marks: readonly Mark[],
): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  const depths = new HeadingDepths();
  const starts = new MarkStarts(marks);
  const paragraphs = (from: number, to: number) =>
    starts.cut(from, to).flatMap((part) => paragraphsOf(text, part.start, part.end));
  let from = 0;
  for (const heading of inText(headings, text.length)) {
    if (heading.start < from) {
      continue;
    }
    for (const paragraph of paragraphs(from, heading.start)) {
      blocks.push(paragraph);
    }
    blocks.push(block(text, heading.start, heading.end, depths.next(heading.level)));
    from = heading.end;
  }
  for (const paragraph of paragraphs(from, text.length)) {
    blocks.push(paragraph);
  }
  return withMarks(blocks, marks);
}

/** Gives each block the last mark that starts since the block before has started. */
function withMarks(blocks: readonly TextBlock[], marks: readonly Mark[]): readonly TextBlock[] {
  let next = 0;
  return blocks.map((block) => {
    let mark: Mark | null = null;
    for (; next < marks.length && (marks[next]?.start ?? 0) <= block.start; next += 1) {
      mark = marks[next] ?? null;
    }
    return mark === null ? block : { ...block, mark };
  });
}

function inText(headings: readonly Heading[], length: number): readonly Heading[] {
  const valid = headings.filter(({ start, end }) => start < end && end <= length);
  return valid.sort((a, b) => a.start - b.start);
}

function paragraphsOf(text: string, from: number, to: number): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  let start: number | null = null;
  let end = from;
  const finish = () => {
    if (start === null) {
      return;
    }
    for (const piece of piecesOf(text, { start, end })) {
      blocks.push({ ...block(text, piece.start, piece.end, 0), continued: piece.end < end });
    }
    start = null;
  };
  for (const line of text.slice(from, to).matchAll(/[^\n]*\n?/g)) {
    const content = line[0].trimEnd();
    if (content.trim() === "") {
      finish();
      continue;
    }
    if (content.length >= UNBROKEN_PARAGRAPH) {
      finish();
    }
    start ??= from + line.index;
    end = from + line.index + content.length;
    if (content.length >= UNBROKEN_PARAGRAPH) {
      finish();
    }
  }
  finish();
  return blocks;
}

function block(text: string, start: number, end: number, depth: number): TextBlock {
  return { start, end, text: text.slice(start, end), depth, mark: null, continued: false };
}

/** Cuts one stretch of text after the other where marks start. */
class MarkStarts {
  #next = 0;

  constructor(private readonly marks: readonly Mark[]) {}

  /** @param from not before the end of the stretch cut before */
  cut(from: number, to: number): readonly Span[] {
    const parts: Span[] = [];
    let start = from;
    for (; (this.marks[this.#next]?.start ?? to) < to; this.#next += 1) {
      const end = this.marks[this.#next]?.start ?? to;
      if (end > start) {
        parts.push({ start, end });
      }
      start = Math.max(start, end);
    }
    parts.push({ start, end: to });
    return parts;
  }
}

/** Turns the levels of a document's headings into depths that never go down by more than one at a time. */
class HeadingDepths {
  #above: number[] = [];

  next(level: number): number {
    this.#above = [...this.#above.filter((other) => other < level), level];
    return this.#above.length;
  }
}

/** The index of the block that holds an offset, or of the next one where it falls between two; at most the last. */
export function blockAt(blocks: readonly Span[], offset: number): number {
  const index = firstIndex(blocks, ({ end }) => end > offset);
  return Math.max(Math.min(index, blocks.length - 1), 0);
}

/** The longest stretch of text that is laid out as one block, in UTF-16 code units: about two screens of it. */
const LONGEST_PIECE = 4000;
const SHORTEST_PIECE = LONGEST_PIECE / 2;

/** Where a long paragraph may be cut, the least visible gap first; the matched white space belongs to no piece. */
const GAPS: readonly RegExp[] = [/\n/g, /(?<=[.!?…]["'»”“’)\]]{0,2})\s+|(?<=[。！？])/g, /\s+/g];

/**
 * Cuts a paragraph into pieces that a browser lays out one by one: a file without line breaks would otherwise be
 * laid out as a whole before anything of it is seen.
 * @returns in order, together with every character that is not white space; one piece unless the span is long
 */
export function piecesOf(text: string, { start, end }: Span): readonly Span[] {
  const pieces: Span[] = [];
  let from = start;
  while (end - from > LONGEST_PIECE) {
    const gap = gapWithin(text, { start: from + SHORTEST_PIECE, end: from + LONGEST_PIECE });
    pieces.push({ start: from, end: gap.start });
    from = gap.end;
  }
  pieces.push({ start: from, end });
  return pieces;
}

/** The last gap of the least visible kind that occurs. */
function gapWithin(text: string, { start, end }: Span): Span {
  const room = text.slice(start, end);
  for (const gap of GAPS) {
    const last = [...room.matchAll(gap)].at(-1);
    if (last === undefined) {
      continue;
    }
    const at = start + last.index;
    return { start: at, end: at + last[0].length };
  }
  // Never cuts between the two code units of a surrogate pair.
  const at = /[\uD800-\uDBFF]$/.test(room) ? end - 1 : end;
  return { start: at, end: at };
}
