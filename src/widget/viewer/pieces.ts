import type { Span } from "../../core/document.js";

/** The longest stretch of text that is laid out as one block, in UTF-16 code units: about two screens of it. */
const LONGEST = 4000;
const SHORTEST = LONGEST / 2;

/** Where a long paragraph may be cut, the least visible place first; what matches is left out. */
const GAPS: readonly RegExp[] = [/\n/g, /(?<=[.!?…]["'»”“’)\]]{0,2})\s+|(?<=[。！？])/g, /\s+/g];

/**
 * Cuts a paragraph into pieces that a browser lays out one by one: a file without line breaks would otherwise be
 * laid out as a whole before anything of it is seen.
 * @returns in order, together with every character that is not white space; one piece unless the span is long
 */
export function piecesOf(text: string, { start, end }: Span): readonly Span[] {
  const pieces: Span[] = [];
  let from = start;
  while (end - from > LONGEST) {
    const gap = gapWithin(text, { start: from + SHORTEST, end: from + LONGEST });
    pieces.push({ start: from, end: gap.start });
    from = gap.end;
  }
  pieces.push({ start: from, end });
  return pieces;
}

/** The last of the least visible gaps. */
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
  // Not within a character of two code units.
  const at = /[\uD800-\uDBFF]$/.test(room) ? end - 1 : end;
  return { start: at, end: at };
}
