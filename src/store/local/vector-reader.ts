import { unseal } from "./seal.js";
import type { Connection, Statement } from "./sqlite.js";
import { decodeVector } from "./vector-codec.js";

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
