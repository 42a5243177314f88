import type { Span } from "../../core/document.js";

/** Where a sentence is and how many words it has. */
export interface SentenceExtent extends Span {
  readonly words: number;
}

const FIELDS = 3;

/** Three uint32 a sentence: start, end, number of words. */
export function encodeExtents(sentences: readonly SentenceExtent[]): Uint32Array {
  return Uint32Array.from(sentences.flatMap(({ start, end, words }) => [start, end, words]));
}

/** The sentences behind `encodeExtents`'s bytes, which start at a multiple of four in their buffer. */
export function decodeExtents(bytes: Uint8Array): SentenceExtent[] {
  const values = new Uint32Array(
    bytes.buffer,
    bytes.byteOffset,
    bytes.length / Uint32Array.BYTES_PER_ELEMENT,
  );
  return Array.from({ length: values.length / FIELDS }, (_, i) => {
    const [start = 0, end = 0, words = 0] = values.subarray(FIELDS * i, FIELDS * (i + 1));
    return { start, end, words };
  });
}
