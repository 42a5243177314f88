import { damaged } from "./errors.js";

/**
 * A vector's float32 bytes as a vector; it shares their memory.
 * @param bytes that start at a multiple of four in their buffer
 * @throws FootnoteError `index_damaged` if they aren't one vector of the dimension
 */
export function decodeVector(bytes: Uint8Array, dimension: number): Float32Array {
  if (bytes.byteLength !== dimension * Float32Array.BYTES_PER_ELEMENT) {
    throw damaged("A vector in the index has the wrong length.");
  }
  return new Float32Array(bytes.buffer, bytes.byteOffset, dimension);
}
