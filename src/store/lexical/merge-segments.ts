import { eachField, type Fields } from "../../core/passage.js";
import { TimeSlice } from "../time-slice.js";
import { MAX_TEXTS, type Postings, PostingsWriter } from "./postings.js";
import type { ParagraphLengths, Segment } from "./segment.js";

/**
 * How many of the last segments are to become one, none or at least two. Each segment is to have at least
 * twice the passages of the next, so that there are few of them and a passage is rewritten seldom: both grow
 * with the logarithm of the number of passages (Bentley and Saxe, "Decomposable Searching Problems", 1980).
 * @param sizes the segments' numbers of passages, in order
 */
export function countToMerge(sizes: readonly number[]): number {
  let merged = sizes.at(-1) ?? 0;
  let count = 1;
  for (const size of sizes.slice(0, -1).reverse()) {
    if (size >= 2 * merged || merged + size > MAX_TEXTS) {
      break;
    }
    merged += size;
    count++;
  }
  return count === 1 ? 0 : count;
}

/**
 * Joins segments of one language, without what was removed. Together they must have at most `MAX_TEXTS`
 * passages, and each only keys above those of the one before. Others run in between.
 * @param isLive whether a document, by its key, is still there
 */
export async function mergeSegments(
  segments: readonly [Segment, ...Segment[]],
  isLive: (document: number) => boolean,
): Promise<Segment> {
  const numbers = renumber(segments, isLive);
  const slice = new TimeSlice();
  return {
    language: segments[0].language,
    keys: joined(segments, numbers, ({ keys }) => keys),
    documents: joined(segments, numbers, ({ documents }) => documents),
    passages: {
      words: await mergePostings(segments, numbers, "words", slice),
      grams: await mergePostings(segments, numbers, "grams", slice),
    },
    paragraphs: mergeParagraphs(segments, isLive),
  };
}

/** Stands for a passage that was removed. */
const GONE = -1;

/** The new number of each segment's passages. */
function renumber(segments: readonly Segment[], isLive: (document: number) => boolean): Int32Array[] {
  let next = 0;
  return segments.map(({ documents }) =>
    Int32Array.from(documents, (document) => (isLive(document) ? next++ : GONE)),
  );
}

function joined(
  segments: readonly Segment[],
  numbers: readonly Int32Array[],
  values: (segment: Segment) => Uint32Array,
): Uint32Array {
  return Uint32Array.from(
    segments.flatMap((segment, i) => [...values(segment).filter((_, text) => numbers[i]?.[text] !== GONE)]),
  );
}

async function mergePostings(
  segments: readonly Segment[],
  numbers: readonly Int32Array[],
  field: keyof Fields<Postings>,
  slice: TimeSlice,
): Promise<Postings> {
  const writer = new PostingsWriter();
  const visit = async (take: (term: number, number: number, count: number) => void) => {
    for (const [i, { passages }] of segments.entries()) {
      const { terms, starts, texts, counts } = passages[field];
      const ofSegment = numbers[i] ?? new Int32Array();
      for (let position = 0; position < terms.length; position++) {
        const end = starts[position + 1] as number;
        for (let posting = starts[position] as number; posting < end; posting++) {
          const number = ofSegment[texts[posting] as number] as number;
          if (number !== GONE) {
            take(terms[position] as number, number, counts[posting] as number);
          }
        }
        if (slice.isOver) {
          await slice.rest();
        }
      }
    }
  };
  await visit((term) => writer.count(term));
  writer.layOut();
  await visit((term, number, count) => writer.fill(term, number, count));
  return writer.finish(joined(segments, numbers, ({ passages }) => passages[field].lengths));
}

function mergeParagraphs(
  segments: readonly Segment[],
  isLive: (document: number) => boolean,
): ParagraphLengths {
  const live = (values: (paragraphs: ParagraphLengths) => Uint32Array) =>
    Uint32Array.from(
      segments.flatMap(({ paragraphs }) => [
        ...values(paragraphs).filter((_, i) => isLive(paragraphs.documents[i] ?? 0)),
      ]),
    );
  return {
    documents: live(({ documents }) => documents),
    ...eachField((field) => live((paragraphs) => paragraphs[field])),
  };
}
