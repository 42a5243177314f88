import type { Span } from "../core/document.js";
import { UNDETERMINED } from "../core/language.js";
import { sentences } from "../text/sentences.js";

/**
 * A cell in pieces of whole sentences, each behind the name of its column; what is far too long for a sentence, such as
 * a list of everything, is cut at commas or between words.
 *
 * @param name of the column with what stands behind it, or empty
 * @param room the longest piece
 */
export function cutCell(name: string, value: string, room: number): string[] {
  if (name.length + value.length <= room) {
    return [name + value];
  }
  const space = Math.max(room - name.length, ROOM_MIN);
  const pieces: string[] = [];
  let from = 0;
  let to = 0;
  for (const part of sentences(value, UNDETERMINED).flatMap((sentence) => cutList(value, sentence, space))) {
    if (to > from && part.end - from > space) {
      pieces.push(name + value.slice(from, to));
      from = part.start;
    }
    to = part.end;
  }
  return [...pieces, name + value.slice(from, to)];
}

/** What is left for a value however long the names are, in characters. */
const ROOM_MIN = 100;

/** Longer sentences are lists, or no sentences at all; in characters. */
const SENTENCE_MAX = 700;

/** A sentence as it is, or in parts if it is too long to be one. @param space the longest part */
function cutList(value: string, sentence: Span, space: number): Span[] {
  const parts: Span[] = [];
  let { start } = sentence;
  while (sentence.end - start > SENTENCE_MAX) {
    const ahead = value.slice(start, start + space);
    const cut = Math.max(ahead.lastIndexOf(", "), ahead.lastIndexOf("; "));
    const length = cut > 0 ? cut + 1 : ahead.lastIndexOf(" ");
    const end = length > 0 ? start + length : wholeCharacter(value, start + space);
    parts.push({ start, end });
    start = value[end] === " " ? end + 1 : end;
  }
  return [...parts, { start, end: sentence.end }];
}

/** `offset`, or one less if it lies inside a surrogate pair. */
function wholeCharacter(value: string, offset: number): number {
  return /[\uD800-\uDBFF]/.test(value.charAt(offset - 1)) ? offset - 1 : offset;
}
