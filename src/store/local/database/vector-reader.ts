import type { QuantisedVectors } from "../../../vectors/quantised-vectors.js";
import { damaged } from "./errors.js";
import { unseal } from "./seal.js";
import type { Connection, Statement } from "./sqlite.js";

/** How many vectors are read at once. */
const CHUNK = 256;

/** A passage's vector. */
export interface PassageVector {
  readonly key: number;
  readonly vector: Float32Array;
}

interface Row {
  readonly key: number;
  readonly vector: ArrayBuffer;
}

/** Reads the vectors of passages. */
export class VectorReader {
  readonly #between: Statement<Row>;

  constructor(connection: Connection) {
    this.#between = connection.prepare(
      `SELECT key, vector FROM passages WHERE key > ? AND key <= ? ORDER BY key LIMIT ${CHUNK}`,
    );
  }

  /**
   * Those of the passages with keys above `above` up to `through`, by ascending key. Between chunks no lock is
   * held, unless the connection is in a transaction.
   */
  *between(above: number, through: number, dimension: number): Generator<PassageVector, void> {
    let last: number | undefined = above;
    while (last !== undefined) {
      const rows: Row[] = this.#between.all(last, through);
      for (const row of rows) {
        yield { key: row.key, vector: unsealVector(row, dimension) };
      }
      last = rows.at(-1)?.key;
    }
  }
}

/** A passage's vector as it lies in its row. @throws FootnoteError `index_damaged` */
export function unsealVector(row: Row, dimension: number): Float32Array {
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
