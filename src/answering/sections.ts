import type { Heading, Span, StoredDocument } from "../core/document.js";
import { blocksIn, type SectionBlock } from "./section-blocks.js";

/** The part of a document between two headings. Every span counts from the start of the document's text. */
export interface DocumentSection extends Span {
  /** The headings above the section, outermost first. */
  readonly heading: readonly string[];
  /** Exactly the document's text from `start` to `end`. */
  readonly text: string;
  /** In order, not overlapping; together they hold all that isn't white space. */
  readonly blocks: readonly SectionBlock[];
  /** Whether it is all between the headings; false if only what is near the span was read. */
  readonly isWhole: boolean;
}

/** How far before and behind a span a section is read, in UTF-16 code units; most sections are shorter. */
const REACH = 10_000;

/**
 * The section of a document around a span: from the end of the heading above it to the next heading, but not more than
 * `reach` characters before and behind it, so that its cost doesn't grow with the document. A span in a heading gives
 * the section that begins with that heading.
 *
 * @param span inside the document's text
 */
export function sectionAround(
  { text, headings }: Pick<StoredDocument, "text" | "headings">,
  span: Span,
  reach = REACH,
): DocumentSection {
  const next = firstFrom(headings, span.start + 1);
  const above = headings[next - 1];
  const isHeading = above !== undefined && span.start < above.end;
  const first = (isHeading ? above.start : above?.end) ?? 0;
  const last = headings[Math.max(next, firstFrom(headings, span.end))]?.start ?? text.length;
  const start = first >= span.start - reach ? first : lineStartFrom(text, span.start - reach, span.start);
  const end = last <= span.end + reach ? last : lineEndBefore(text, span.end + reach, span.end);
  const trimmed = trim(text, { start, end });
  return {
    ...trimmed,
    heading: pathTo(headings, isHeading ? next - 2 : next - 1, isHeading ? above.level : undefined),
    text: text.slice(trimmed.start, trimmed.end),
    blocks: blocksIn(text, trimmed),
    isWhole: start === first && end === last,
  };
}

/**
 * The section with those beside it under the same heading, as far up as they have at most `most` characters together: of
 * many short sections in a row, one is seldom understood without the others. Headings inside are paragraphs. A heading
 * with nothing else below it stays above the section.
 */
export function widened(
  { text, headings }: Pick<StoredDocument, "text" | "headings">,
  section: DocumentSection,
  most: number,
): DocumentSection {
  let result = section;
  let above = parentOf(headings, firstFrom(headings, section.start + 1) - 1);
  for (let parent = headings[above]; parent !== undefined; parent = headings[above]) {
    const { level } = parent;
    let next = above + 1;
    while ((headings[next]?.level ?? 0) > level) {
      next++;
    }
    const extent = trim(text, { start: parent.end, end: headings[next]?.start ?? text.length });
    if (extent.end - extent.start > most) {
      break;
    }
    if (next - above > 2 || text.slice(extent.start, headings[above + 1]?.start).trim() !== "") {
      result = {
        ...extent,
        heading: pathTo(headings, above),
        text: text.slice(extent.start, extent.end),
        blocks: blocksIn(text, extent),
        isWhole: true,
      };
    }
    above = parentOf(headings, above);
  }
  return result;
}

/** The index of the heading above a heading; −1 for none. */
function parentOf(headings: readonly Heading[], index: number): number {
  const level = headings[index]?.level ?? 0;
  let above = index - 1;
  while (above >= 0 && (headings[above]?.level ?? 0) >= level) {
    above--;
  }
  return above;
}

/** The index of the first heading that starts at an offset or behind it, by binary search. */
function firstFrom(headings: readonly Heading[], offset: number): number {
  let low = 0;
  let high = headings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((headings[middle]?.start ?? 0) < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The texts of a heading and of those above it, outermost first. @param below only levels above this one */
function pathTo(headings: readonly Heading[], index: number, below = Number.POSITIVE_INFINITY): string[] {
  const path: string[] = [];
  let level = below;
  for (let i = index; i >= 0 && level > 1; i--) {
    const heading = headings[i];
    if (heading !== undefined && heading.level < level) {
      path.unshift(heading.text);
      level = heading.level;
    }
  }
  return path;
}

/** The start of the first line that begins at an offset or behind it; `limit` if none does before it. */
function lineStartFrom(text: string, offset: number, limit: number): number {
  const lineBreak = text.indexOf("\n", offset - 1);
  return lineBreak === -1 || lineBreak >= limit ? limit : lineBreak + 1;
}

/** The end of the last line that ends at an offset or before it; `limit` if none does behind it. */
function lineEndBefore(text: string, offset: number, limit: number): number {
  const lineBreak = text.lastIndexOf("\n", offset);
  return lineBreak < limit ? limit : lineBreak;
}

/** The span without the white space around it, but for the first line's indentation. */
function trim(text: string, { start, end }: Span): Span {
  const content = text.slice(start, end);
  const blank = /^(?:[^\S\n]*\n)*/u.exec(content)?.[0].length ?? 0;
  const kept = content.trimEnd().length;
  return kept === 0 ? { start, end: start } : { start: start + Math.min(blank, kept), end: start + kept };
}
