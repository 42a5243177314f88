import { damaged } from "./errors.js";

/** Vectors of one dimension as one row of float32 bytes. */
export function encodeVectors(vectors: readonly Float32Array[]): Uint8Array {
  return Buffer.concat(vectors.map((v) => new Uint8Array(v.buffer, v.byteOffset, v.byteLength)));
}

/**
 * The vectors behind `encodeVectors`'s bytes; they share its memory.
 * @throws FootnoteError `index_damaged` if the bytes aren't whole vectors of the dimension
 */
export function decodeVectors(bytes: ArrayBuffer, dimension: number): Float32Array[] {
  const values = bytes.byteLength / Float32Array.BYTES_PER_ELEMENT;
  if (values % dimension !== 0) throw damaged("A vector in the index has the wrong length.");
  return Array.from(
    { length: values / dimension },
    (_, i) => new Float32Array(bytes, i * dimension * Float32Array.BYTES_PER_ELEMENT, dimension),
  );
}

/** One vector; see `decodeVectors`. */
export function decodeVector(bytes: ArrayBuffer, dimension: number): Float32Array {
  const [vector, ...more] = decodeVectors(bytes, dimension);
  if (vector === undefined || more.length > 0) throw damaged("A vector in the index has the wrong length.");
  return vector;
}
