import type { Fields } from "../../core/passage.js";
import type { Postings } from "./postings.js";
import type { Segment } from "./segment.js";

/** What is added to the keys and ids that a segment names. */
export interface SegmentShift {
  readonly documents: number;
  readonly passages: number;
  readonly terms: number;
}

/** The same passages and terms under other keys and ids: all grow by as much, so what was ascending stays so. */
export function shiftSegment(segment: Segment, by: SegmentShift): Segment {
  const { keys, documents, passages, paragraphs } = segment;
  return {
    ...segment,
    keys: shifted(keys, by.passages),
    documents: shifted(documents, by.documents),
    passages: shiftFields(passages, by.terms),
    paragraphs: { ...paragraphs, documents: shifted(paragraphs.documents, by.documents) },
  };
}

function shiftFields({ words, grams }: Fields<Postings>, by: number): Fields<Postings> {
  return {
    words: { ...words, terms: shifted(words.terms, by) },
    grams: { ...grams, terms: shifted(grams.terms, by) },
  };
}

function shifted(numbers: Uint32Array, by: number): Uint32Array {
  return numbers.map((number) => number + by);
}
