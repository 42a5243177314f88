import { eachField, type Fields } from "../../../core/passage.js";
import type { Postings } from "../../lexical/postings.js";
import type { Segment } from "../../lexical/segment.js";
import { seal, unseal } from "../../rows/seal.js";
import type { BlockDirectory } from "./postings-blocks.js";

/** A segment without its postings, which are in blocks of their own. */
export interface SegmentHead {
  /** Its postings hold no term. */
  readonly segment: Segment;
  readonly blocks: Fields<BlockDirectory>;
}

const NOTHING = new Uint8Array();

/** A segment's head as a sealed blob. @param key of its row */
export function encodeHead(key: number, { segment, blocks }: SegmentHead): Uint8Array {
  const { language, keys, documents, paragraphs, passages } = segment;
  return seal(
    [key],
    [
      Buffer.from(language),
      keys,
      documents,
      paragraphs.documents,
      paragraphs.words,
      paragraphs.grams,
      passages.words.lengths,
      passages.grams.lengths,
      blocks.words.lastTerms,
      blocks.words.keys,
      blocks.grams.lastTerms,
      blocks.grams.keys,
    ],
  );
}

/** The head behind `encodeHead`'s blob; it shares its memory. @throws FootnoteError `index_damaged` */
export function decodeHead(key: number, blob: ArrayBuffer): SegmentHead {
  const parts = unseal(blob, [key]).values();
  const bytes = () => parts.next().value ?? NOTHING;
  const numbers = () => {
    const { buffer, byteOffset, byteLength } = bytes();
    return new Uint32Array(buffer, byteOffset, byteLength / Uint32Array.BYTES_PER_ELEMENT);
  };
  const language = Buffer.from(bytes()).toString();
  const [keys, documents] = [numbers(), numbers()];
  const paragraphs = { documents: numbers(), ...eachField(numbers) };
  const passages = eachField(() => withoutTerms(numbers()));
  return {
    segment: { language, keys, documents, paragraphs, passages },
    blocks: eachField(() => ({ lastTerms: numbers(), keys: numbers() })),
  };
}

function withoutTerms(lengths: Uint32Array): Postings {
  return {
    lengths,
    terms: new Uint32Array(),
    starts: new Uint32Array(1),
    texts: new Uint16Array(),
    counts: new Uint8Array(),
  };
}
