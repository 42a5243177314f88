import { eachField } from "../../core/passage.js";
import type { QuantisedVectors } from "../../vectors/quantised-vectors.js";
import { damaged } from "../errors.js";
import type { Postings } from "../lexical/postings.js";
import type { Segment } from "../lexical/segment.js";
import { seal, unseal } from "./seal.js";
import { decodeQuantised } from "./vector-codec.js";

const NOTHING = new Uint8Array();

/** A segment as a sealed blob, its arrays as they lie in memory. @param key of its row */
export function encodeSegment(key: number, segment: Segment): Uint8Array {
  const { language, keys, documents, passages, paragraphs } = segment;
  return seal(
    [key],
    [
      Buffer.from(language),
      keys,
      documents,
      paragraphs.documents,
      paragraphs.words,
      paragraphs.grams,
      ...parts(passages.words),
      ...parts(passages.grams),
    ],
  );
}

/** The segment behind `encodeSegment`'s blob; it shares its memory. @throws FootnoteError `index_damaged` */
export function decodeSegment(key: number, blob: ArrayBuffer): Segment {
  const sealed = unseal(blob, [key]).values();
  const bytes = () => sealed.next().value ?? NOTHING;
  const numbers = () => {
    const { buffer, byteOffset, byteLength } = bytes();
    return new Uint32Array(buffer, byteOffset, byteLength / Uint32Array.BYTES_PER_ELEMENT);
  };
  const postings = (): Postings => {
    const [lengths, terms, starts] = [numbers(), numbers(), numbers()];
    const { buffer, byteOffset, byteLength } = bytes();
    const texts = new Uint16Array(buffer, byteOffset, byteLength / Uint16Array.BYTES_PER_ELEMENT);
    return { lengths, terms, starts, texts, counts: bytes() };
  };
  return {
    language: Buffer.from(bytes()).toString(),
    keys: numbers(),
    documents: numbers(),
    paragraphs: { documents: numbers(), ...eachField(numbers) },
    passages: eachField(postings),
  };
}

/** The vectors of a segment's passages as a sealed blob. @param key of its row */
export function encodeSegmentVectors(key: number, { scales, components }: QuantisedVectors): Uint8Array {
  return seal([key], [scales, components]);
}

/**
 * The vectors behind `encodeSegmentVectors`'s blob; they share its memory.
 * @throws FootnoteError `index_damaged` if there aren't so many of the dimension
 */
export function decodeSegmentVectors(
  key: number,
  blob: ArrayBuffer,
  { passages, dimension }: { readonly passages: number; readonly dimension: number },
): QuantisedVectors {
  const vectors = decodeQuantised(unseal(blob, [key]), dimension);
  if (vectors.scales.length !== passages) {
    throw damaged("The index lacks the vectors of some passages.");
  }
  return vectors;
}

function parts({ lengths, terms, starts, texts, counts }: Postings): ArrayBufferView[] {
  return [lengths, terms, starts, texts, counts];
}
