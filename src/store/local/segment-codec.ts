import { eachField } from "../lexical/fields.js";
import type { Postings } from "../lexical/postings.js";
import type { Segment } from "../lexical/segment.js";
import { seal, unseal } from "./seal.js";

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

function parts({ lengths, terms, starts, texts, counts }: Postings): ArrayBufferView[] {
  return [lengths, terms, starts, texts, counts];
}
