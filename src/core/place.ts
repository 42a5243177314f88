import type { Mark, Place } from "./document.js";

/** The place of text of which nothing but its offset is known. */
export const NOWHERE: Place = { page: null, slide: null, row: null, time: null };

/**
 * Where an offset of a document's text stands.
 * @param marks by ascending start
 */
export function placeAt(marks: readonly Mark[], offset: number): Place {
  let from = 0;
  let to = marks.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((marks[middle]?.start ?? 0) <= offset) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  const mark = marks[from - 1];
  return mark === undefined ? NOWHERE : { ...NOWHERE, [mark.kind]: mark.value };
}

/** The parts of something that say where it stands. */
export function placeOf({ page, slide, row, time }: Place): Place {
  return { page, slide, row, time };
}
