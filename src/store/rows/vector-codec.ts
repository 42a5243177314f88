import type { QuantisedVectors } from "../../vectors/quantised-vectors.js";
import { damaged } from "../errors.js";
import { unseal } from "./seal.js";

/** A passage's vector. */
export interface PassageVector {
  readonly key: number;
  readonly vector: Float32Array;
}

/** A passage's vector as its row has it. */
export interface VectorRow {
  readonly key: number;
  readonly vector: ArrayBuffer;
}

/** A passage's vector as it lies in its row. @throws FootnoteError `index_damaged` */
export function unsealVector(row: VectorRow, dimension: number): Float32Array {
  const [vector = new Uint8Array()] = unseal(row.vector, [row.key]);
  return decodeVector(vector, dimension);
}

const NOTHING = new Uint8Array();

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

/**
 * Quantised vectors behind the bytes of their scales and of their components; they share the memory.
 * @throws FootnoteError `index_damaged` if there isn't a scale for each vector of the dimension
 */
export function decodeQuantised(
  [scales = NOTHING, components = NOTHING]: readonly Uint8Array[],
  dimension: number,
): QuantisedVectors {
  const count = scales.byteLength / Float32Array.BYTES_PER_ELEMENT;
  if (components.byteLength !== count * dimension) {
    throw damaged("Vectors in the index have the wrong length.");
  }
  return {
    scales: new Float32Array(scales.buffer, scales.byteOffset, count),
    components: new Int8Array(components.buffer, components.byteOffset, components.byteLength),
  };
}
