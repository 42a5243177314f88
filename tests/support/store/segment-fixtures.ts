import { eachField } from "../../../src/core/passage.js";
import type { Segment } from "../../../src/store/lexical/segment.js";
import { SegmentBuilder } from "../../../src/store/lexical/segment-builder.js";

/** A passage of a test, with the ids of its terms; its document has the key of the passage if none is given. */
export interface TestPassage {
  readonly key: number;
  readonly document?: number;
  readonly words?: readonly number[];
  readonly grams?: readonly number[];
}

/** A segment of these passages, each of which is a paragraph of its own. */
export function makeSegment(language: string, passages: readonly TestPassage[]): Segment {
  const builder = new SegmentBuilder(language);
  for (const { key, document = key, ...own } of passages) {
    const terms = eachField((field) => Uint32Array.from(own[field] ?? []).sort());
    builder.addParagraph(document, { words: terms.words.length, grams: terms.grams.length });
    builder.addPassage(key, document, terms);
  }
  const [segment, ...others] = builder.build();
  if (segment === undefined || others.length > 0) {
    throw new RangeError("expected one segment");
  }
  return segment;
}
